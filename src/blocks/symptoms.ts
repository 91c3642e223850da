import { pagePath, strings, type Locale } from '#i18n';
import { serverIds, servers, type ServerId } from '#servers';
import { parseServerId } from '#servers';
import { linkTo, pagesOfKind, type DocOf } from '../site/navigation.ts';
import { symptomIndexSections } from '../site/symptom-index.ts';
import { places, statuses, type Status } from '../../content/symptoms/seen.ts';
import { block } from './block.ts';
import type { FoldPiece, HeadingPiece, LinksPiece, Piece } from './piece.ts';

type Symptom = DocOf<'symptom'>;

/** How many symptoms a server's page shows. */
const frequentOfServer = 6;

const isOf =
  (server: ServerId) =>
  ({ data }: Symptom): boolean =>
    // No server named means that every server shows it.
    data.servers.length === 0 || data.servers.includes(server);

/** The most frequent symptoms of a server, with the way to all of its own; without a server, those of all. */
export const symptoms = block('Symptoms', { optional: ['server'] }, async ({ server }, locale) => {
  const pages = await pagesOfKind(locale, 'symptom');
  if (server === undefined) return [{ kind: 'links', links: pages.map(linkTo), isLong: true }];
  const own = pages.filter(isOf(parseServerId(server)));
  const [, , , byServer] = symptomIndexSections(strings(locale));
  const all = {
    path: `${pagePath(locale, 'troubleshooting')}#${byServer.id}`,
    label: strings(locale).symptom.allByServer,
  };
  const links = own.slice(0, frequentOfServer).map(linkTo);
  return [
    { kind: 'links', links: own.length > frequentOfServer ? [...links, all] : links, isLong: true },
  ];
});

const messageLinks = (pages: readonly Symptom[], locale: Locale): LinksPiece => {
  const messages = pages.flatMap((symptom) =>
    symptom.data.messages.map(({ text, lang }) => ({ ...linkTo(symptom), text, lang })),
  );
  /** Some messages have several pages; the short name of the page tells them apart. */
  const isShared = (text: string): boolean =>
    new Set(messages.filter((message) => message.text === text).map(({ path }) => path)).size > 1;
  return {
    kind: 'links',
    links: messages.map(({ path, label, text, lang }) => ({
      path,
      label: text,
      lang: lang === locale ? undefined : lang,
      isMessage: true,
      ...(isShared(text) && { after: `(${label})` }),
    })),
  };
};

/** Every symptom by message, and by what sets it apart: status, place, server. */
export const symptomIndex = block('SymptomIndex', {}, async (_, locale) => {
  const text = strings(locale).symptom;
  const pages = await pagesOfKind(locale, 'symptom');
  const [byMessage, byStatus, byPlace, byServer] = symptomIndexSections(strings(locale));
  const group = (title: string, belongs: (data: Symptom['data']) => boolean): FoldPiece => ({
    kind: 'fold',
    title,
    pieces: [{ kind: 'links', links: pages.filter(({ data }) => belongs(data)).map(linkTo) }],
  });
  const codes = pages
    .flatMap(({ data }) => data.status)
    .filter((status) => typeof status === 'number');
  const allStatuses: Status[] = [...new Set(codes)].toSorted((a, b) => a - b);
  const nameOf = (status: Status): string =>
    typeof status === 'number' ? String(status) : text.statuses[status];
  const ways = [
    {
      ...byStatus,
      groups: [...allStatuses, ...statuses].map((status) =>
        group(nameOf(status), (data) => data.status.includes(status)),
      ),
    },
    {
      ...byPlace,
      groups: places.map((place) =>
        group(text.places[place], (data) => data.where.includes(place)),
      ),
    },
    {
      ...byServer,
      groups: [
        ...serverIds.map((id) => group(servers[id].name, (data) => data.servers.includes(id))),
        group(text.everyServer, (data) => data.servers.length === 0),
      ],
    },
  ];
  const heading = ({ id, title }: { id: string; title: string }): HeadingPiece => ({
    kind: 'heading',
    id,
    text: title,
  });
  const holds = ({ pieces }: FoldPiece): boolean =>
    pieces.some((piece) => piece.kind === 'links' && piece.links.length > 0);
  return [
    heading(byMessage),
    messageLinks(pages, locale),
    ...ways.flatMap((way): Piece[] => [heading(way), ...way.groups.filter(holds)]),
  ];
});
