import { strings, type Locale } from '#i18n';
import { findHosting, servers, type ServerId } from '#servers';
import { checkTitle, places, type Place, type RunCheckId } from '../../content/hosting/index.ts';
import { hostingStrings } from '../../core/i18n/hosting.ts';
import { hostingRecord } from '#evidence';
import { hostingFiles, hostingSettings } from '../../content/servers/published-hosting.ts';
import { hostingSteps } from '../../content/servers/hosting-steps.ts';
import { href } from '../site/address.ts';
import { hostingLinks } from '../site/made-pages.ts';
import { linkTo, serverPages } from '../site/navigation.ts';
import { block } from './block.ts';
import type { BadgePiece, CodePiece, FoldPiece, Piece } from './piece.ts';

/** What was tested of the files with which a server serves this site, with every check behind it. */
const badge = (id: ServerId, place: Place, locale: Locale): BadgePiece => {
  const text = hostingStrings(locale);
  const { evidence } = strings(locale);
  const record = hostingRecord(id, place);
  if (record === null) {
    console.warn(`No record of serving this site with ${id}, ${place}.`);
    return { kind: 'badge', level: 'not-run', claim: text.notRun, lists: [] };
  }
  const { name } = servers[id];
  const { cannot = {}, notRun } = findHosting(id).hosting;
  const impossible = record.impossible.map((check) => {
    const reason = cannot[check as RunCheckId]?.reason[locale] ?? '';
    return `${checkTitle(check)[locale]}. ${reason}`;
  });
  const passed = record.checks.map((check) => checkTitle(check)[locale]);
  return {
    kind: 'badge',
    level: record.level,
    claim: record.level === 'run' ? text.run : evidence.syntax,
    subject: record.version === null ? name : `${name} ${record.version}, ${record.system}`,
    day: record.date,
    count: evidence.checks(record.checks.length),
    lists: [
      { heading: evidence.results.passed, items: passed },
      { heading: evidence.results.impossible, items: impossible },
    ].filter(({ items }) => items.length > 0),
    ...(record.level === 'syntax' &&
      notRun && { reason: { heading: evidence.reason, text: notRun[locale] } }),
  };
};

/** The files of a place; what the place does not change is shown once. */
const filesOf = (id: ServerId, place: Place, locale: Locale): Piece[] => {
  const text = hostingStrings(locale);
  const { name: serverName } = servers[id];
  const { hosting } = findHosting(id);
  const atRoot = new Set(hostingFiles(id, 'root', locale).map(({ sha256 }) => sha256));
  const published = hostingFiles(id, place, locale);
  const files = hosting.render(place).files.flatMap((file, index): CodePiece[] => {
    const { path = '', sha256 = '' } = published[index] ?? {};
    if (place !== 'root' && atRoot.has(sha256)) return [];
    const name = path.slice(path.lastIndexOf('/') + 1);
    const version = file.language === 'nginx' ? servers.nginx.name : serverName;
    return [
      {
        kind: 'code',
        role: 'file',
        content: { config: file.content, settings: hostingSettings },
        language: file.language,
        title: file.install,
        isPath: true,
        detail: index === 0 ? strings(locale).code.minimum(serverName, hosting.minimum) : version,
        name: `${name}, ${serverName}, ${text.places[place]}`,
        download: { path: href(`/hosting/${path}`), file: name, lineEnds: file.lineEnds },
      },
    ];
  });
  return files.length < published.length ? [...files, { kind: 'text', text: text.same }] : files;
};

/** The files with which a server serves this site, what was run of them, and the steps. */
const hosted = (id: ServerId, locale: Locale): Piece[] => {
  const { places: names } = hostingStrings(locale);
  const { hosting } = findHosting(id);
  const steps = hostingSteps(id, locale);
  return [
    ...places.map((place): FoldPiece => ({
      kind: 'fold',
      title: names[place],
      isStrong: true,
      isOpen: place === 'root',
      isUnsearched: place !== 'root',
      pieces: [...filesOf(id, place, locale), badge(id, place, locale)],
    })),
    {
      kind: 'code',
      role: 'command',
      content: { config: steps.run, settings: hostingSettings },
      language: steps.language,
      title: steps.where,
      name: `${strings(locale).code.terminal}, ${servers[id].name}`,
      isNotRun: hosting.notRun !== undefined,
    },
  ];
};

/** The page about serving this site with a server. */
export const hostingPage = block(
  'HostingPage',
  { required: ['server'] },
  async ({ server }, locale): Promise<Piece[]> => {
    const { id, hosting } = findHosting(server);
    const installed = (await serverPages(locale)).filter(({ data }) =>
      [id, hosting.behind].includes(data.server),
    );
    return [
      ...(hosting.intro ?? []).map((text): Piece => ({ kind: 'text', text: text[locale] })),
      ...hosted(id, locale),
      { kind: 'text', text: hostingStrings(locale).install },
      {
        kind: 'links',
        links: installed.map((page) => ({ ...linkTo(page), label: page.data.title })),
      },
    ];
  },
);

/** The pages of the servers, for the overview. */
export const hostingPages = block('HostingPages', {}, (_, locale): Piece[] => [
  { kind: 'links', links: hostingLinks(locale) },
]);
