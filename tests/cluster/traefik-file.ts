import { stringify } from 'yaml';
import { apiPort, token } from './place.ts';

/** What this project's values of Traefik's chart say. */
export interface ControllerValues {
  readonly providers: {
    readonly kubernetesIngress?: { readonly strictPrefixMatching: boolean };
    readonly kubernetesGateway?: { readonly enabled: boolean };
  };
  readonly tlsOptions?: Readonly<Record<string, object>>;
  readonly additionalArguments: readonly string[];
}

interface Nested {
  [name: string]: Nested | string | boolean | string[];
}

/** An option of the command line as the same option of the file, which Traefik reads alike. */
const put = (into: Nested, option: string): void => {
  const [, path = '', value = 'true'] = /^--([^=]+)(?:=(.*))?$/.exec(option) ?? [];
  const names = path.split('.');
  const last = names.pop() ?? '';
  const place = names.reduce((at, name) => (at[name] ??= {}) as Nested, into);
  const plain = value === 'true' || value === 'false' ? value === 'true' : value;
  place[last] = value.includes(',') ? value.split(',') : plain;
};

/**
 * The static file of Traefik that says what its chart's options say for some values: those values,
 * and what the chart adds by itself (templates/_podtemplate.tpl of version 41.3.0). Where the chart
 * finds the API server in its pod, the lab names it.
 */
export const traefikFile = ({ providers, additionalArguments }: ControllerValues): string => {
  const place = { endpoint: `http://127.0.0.1:${String(apiPort)}`, token };
  const file: Nested = {
    // The chart's level is INFO; a test waits for what is wrong alone.
    log: { level: 'ERROR', noColor: true },
    entryPoints: {
      web: { address: ':8000' },
      websecure: { address: ':8443', http: { tls: {} } },
    },
    providers: {
      kubernetesCRD: { ...place, allowEmptyServices: true },
      kubernetesIngress: {
        ...place,
        allowEmptyServices: true,
        strictPrefixMatching: providers.kubernetesIngress?.strictPrefixMatching === true,
      },
      ...(providers.kubernetesGateway?.enabled === true ? { kubernetesGateway: place } : {}),
    },
  };
  for (const option of additionalArguments) put(file, option);
  return stringify(file);
};
