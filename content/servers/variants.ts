import type { Impossible } from '#conf';
import type { Settings, Shape } from '#settings';

/** The variants that several servers have, and what holds for all of them. */

const overTls: readonly Shape[] = ['https-host', 'https-path'];

const withoutPlainHttp = (why: Impossible): Partial<Record<Shape, Impossible>> => ({
  'http-host': why,
  'http-path': why,
});

/** A public URL with a port: `https://jenkins.example.com:8443/`. */
export const otherPort = {
  title: { fr: 'Un autre port que 443', en: 'Another port than 443' },
  shapes: overTls,
  settings: { port: 8443 } satisfies Partial<Settings>,
  impossible: withoutPlainHttp({
    reason: {
      fr: 'Cette variante part d’une URL en HTTPS\u00A0: c’est elle que le port 80 doit indiquer en redirigeant.',
      en: 'This variant starts from a URL over HTTPS: it is the one that port 80 must name when it redirects.',
    },
    source: 'https://www.rfc-editor.org/rfc/rfc9110#section-4.2.2',
  }),
} as const;

/** TLS ends at another proxy in front, which is trusted because of its address. */
export const secondHop = {
  title: { fr: 'Derrière un autre proxy', en: 'Behind another proxy' },
  shapes: overTls,
  impossible: withoutPlainHttp({
    reason: {
      fr: 'Dans cette variante, TLS se termine au proxy placé devant\u00A0: l’URL publique est toujours en HTTPS.',
      en: 'In this variant TLS ends at the proxy in front: the public URL is always over HTTPS.',
    },
    source: 'https://www.rfc-editor.org/rfc/rfc7239#section-5.4',
  }),
} as const;
