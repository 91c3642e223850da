import { breakSettings, breaksOf, findBreak, reportsOf } from '#symptoms';
import { findCommand } from '#commands';
import { exampleSettings, pick, publishedFiles, toText } from '#conf';
import { findExample } from '#examples';
import { strings, type Locale } from '#i18n';
import { serverIds, servers } from '#servers';
import { defaultShape, formOf, sampleSettings, type Shape } from '#settings';
import { differencesOf, observationOf } from '../../proofs/fixes.ts';
import { findServer } from '#servers';
import { places } from '../../../content/hosting/index.ts';
import { hostingFiles, hostingSettings } from '../../../content/servers/published-hosting.ts';
import { hostingSteps } from '../../../content/servers/hosting-steps.ts';
import { hostingStrings } from '../../../core/i18n/hosting.ts';
import { personalCode } from '../../code/personal.ts';
import { linkTo, pagesOfKind, serverPages, type Doc, type NavLink } from '../../site/navigation.ts';
import { absolute } from '../../site/address.ts';

type Attributes = Readonly<Record<string, string>>;

/** What stands for a component in a Markdown copy, given its attributes. */
type Written = (attributes: Attributes, locale: Locale) => string | Promise<string>;

/** A colon as the language sets it: French puts a no-break space before. */
const colon = (locale: Locale): string => (locale === 'fr' ? '\u00A0:' : ':');

const fence = (language: string, text: string): string =>
  `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;

const list = (links: readonly NavLink[]): string =>
  links.map(({ label, path }) => `- [${label}](${absolute(path)})`).join('\n');

const linksOf = (pages: readonly Doc[]): string => list(pages.map(linkTo));

const symptomsOf = async (locale: Locale, server?: string): Promise<string> =>
  linksOf(
    (await pagesOfKind(locale, 'symptom')).filter(
      ({ data }) => server === undefined || data.servers.some((id) => id === server),
    ),
  );

const configuration: Written = ({ example: id = '' }, locale) => {
  const example = findExample(id);
  const names = strings(locale).shapes.names;
  return example.shapes
    .flatMap((shape) =>
      publishedFiles(example, shape, locale).map(
        ({ install, language, text }) =>
          `**${names[shape]}**, \`${install}\`${colon(locale)}\n\n${fence(language, text.replaceAll('\r\n', '\n'))}`,
      ),
    )
    .join('\n\n');
};

const region: Written = ({ example: id = '', name = '', shape = defaultShape }, locale) => {
  const example = findExample(id);
  const [file] = example.render(formOf(shape as Shape)).files;
  if (file === undefined) return '';
  const settings = exampleSettings(example, shape as Shape);
  return fence(file.language, toText(pick(file.content, name), settings, locale));
};

const command: Written = ({ id = '' }, locale) => {
  const { where, language, run, output } = findCommand(id);
  const settings = sampleSettings(defaultShape);
  const parts = [
    ...(where === undefined ? [] : [`${where[locale]}${colon(locale)}`]),
    fence(language, toText(run, settings, locale)),
    ...(output === undefined
      ? []
      : [
          `${strings(locale).code.output}${colon(locale)}`,
          fence('text', toText(output, settings, locale)),
        ]),
  ];
  return parts.join('\n\n');
};

const personal: Written = ({ code = '' }, locale) =>
  `\`${toText(personalCode(code), sampleSettings(defaultShape), locale).trimEnd()}\``;

const fix: Written = ({ cause = '' }, locale) => {
  const shown = breaksOf(cause);
  const reported = reportsOf(cause);
  const text = strings(locale).symptom;
  return [
    ...shown.flatMap(([id, broken]) => {
      const seen = observationOf(id, broken);
      const { name } = servers[broken.server];
      const proof = seen === null ? '' : ` (${text.reproduced(name, seen.version)})`;
      if (broken.changes.length === 0) return [`${text.notInProxy}${proof}`];
      return differencesOf(broken, locale).map(({ install, config, kinds }) => {
        const lines = toText(config, breakSettings(broken), locale).trimEnd().split('\n');
        const signs = { removed: '- ', inserted: '+ ', marked: '  ' };
        const marked = lines.map((line, index) => `${signs[kinds[index] ?? 'marked']}${line}`);
        return `**${name}**${proof}, \`${install}\`${colon(locale)}\n\n${fence('diff', marked.join('\n'))}`;
      });
    }),
    ...reported.map(
      ({ server, note, source }) =>
        `${server === undefined ? '' : `**${servers[server].name}**: `}${note?.[locale] ?? ''} ${text.reported}. ${source}`,
    ),
  ].join('\n\n');
};

const hosted: Written = ({ server = '' }, locale) => {
  const { places: names } = hostingStrings(locale);
  const files = places.flatMap((place) =>
    hostingFiles(server, place, locale).map(
      ({ install, language, text }) =>
        `**${names[place]}**, \`${install}\`${colon(locale)}\n\n${fence(language, text.replaceAll('\r\n', '\n'))}`,
    ),
  );
  const { where, language, run } = hostingSteps(server, locale);
  const steps = fence(language, toText(run, hostingSettings, locale));
  return [...files, `${where}${colon(locale)}`, steps].join('\n\n');
};

const observed: Written = ({ break: id = '', what = '' }) => {
  const seen = observationOf(id, findBreak(id));
  if (seen === null) return '';
  const texts: Readonly<Record<string, readonly string[]>> = {
    answer: seen.answer === null ? [] : [seen.answer],
    log: seen.log.length === 0 && seen.refused !== null ? [seen.refused] : seen.log,
    backend: seen.received,
    'jenkins-log': seen.jenkinsLog,
  };
  return fence('text', (texts[what] ?? []).join('\n'));
};

/** The components that a Markdown copy keeps; those that only lead about are left out. */
export const written: Readonly<Record<string, Written>> = {
  Command: command,
  Configuration: configuration,
  Region: region,
  Fix: fix,
  Observed: observed,
  Personal: personal,
  Hosted: hosted,
  Directives: ({ server = '' }, locale) =>
    findServer(server)
      .directives.map(({ name, why, manual }) => `- \`${name}\`: ${why[locale]} (${manual})`)
      .join('\n'),
  Impossible: ({ server = '' }, locale) =>
    Object.values(findServer(server).cannot)
      .map(({ reason, source }) => `- ${reason[locale]} (${source})`)
      .join('\n'),
  Symptoms: ({ server = '' }, locale) => symptomsOf(locale, server),
  TopSymptoms: (_, locale) => symptomsOf(locale),
  SymptomIndex: (_, locale) => symptomsOf(locale),
  ServerCards: async (_, locale) => linksOf(await serverPages(locale)),
  ComparisonTable: (_, locale) =>
    serverIds
      .map((id) => {
        const { name, facts } = servers[id];
        const { uploadLimit, tls, http2, agentPort, syntaxCheck } = facts;
        const said = [uploadLimit, tls, http2, agentPort, syntaxCheck].map((each) => each[locale]);
        return `- ${name}: ${said.join('; ')}`;
      })
      .join('\n'),
};
