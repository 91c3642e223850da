import { passedChecks } from '#evidence';
import { findExample } from '#examples';
import { strings, type Locale } from '#i18n';
import { servers, type Server } from '#servers';
import { formOf } from '#settings';
import { groups, type Group } from '../../content/servers/groups.ts';
import { linkTo, pagesOfKind, pathOf, serverPages, type DocOf } from '../site/navigation.ts';
import { mainProofOf, versionsOf } from '../proofs/examples.ts';
import { block } from './block.ts';
import type { CardsPiece, Piece } from './piece.ts';

type Card = CardsPiece['cards'][number];
type Grouped = readonly [group: Group, card: Card];

/** A server with what it can do, and what was run of its main example. */
const serverCard = (page: DocOf<'server'>, locale: Locale): Grouped => {
  const { cards, evidence, comparison } = strings(locale);
  const id = page.data.server;
  const server: Server = servers[id];
  const { group = 'own' } = server;
  const example = findExample(id);
  const forms = example.shapes.map(formOf);
  const proof = mainProofOf(example);
  const can = [
    forms.some(({ underPath }) => !underPath) && cards.host,
    forms.some(({ underPath }) => underPath) && cards.path,
    !('websocket-cli' in server.cannot) && cards.websocket,
    !('http2' in server.cannot) && cards.http2,
  ].filter((one) => one !== false);
  const level = proof?.level ?? (server.evidence === 'syntax' ? 'not-run' : undefined);
  const base = { path: pathOf(page), name: server.name, text: can.join(', ') };
  if (level === undefined) return [group, base];
  const versions = proof && versionsOf(proof);
  const claim =
    proof?.level === 'run' && versions !== null
      ? `${evidence.runShort} ${comparison.runWith(evidence.versions(versions.oldest, versions.newest), passedChecks(proof))}`
      : evidence[level === 'not-run' ? 'none' : level];
  return [group, { ...base, proof: { level, claim } }];
};

/** A page without an example of its own, as its front matter says. */
const otherCard = (page: DocOf<'other'>, locale: Locale): Grouped => {
  const { group, card, known } = page.data;
  const level = known === 'read' ? 'not-run' : 'run';
  const proof: Card['proof'] = { level, claim: strings(locale).known[known].card };
  return [group, { path: pathOf(page), name: linkTo(page).label, text: card, proof }];
};

/** What stands before Jenkins, by what the reader has; a group without a page is left out. */
export const serverCards = block('ServerCards', {}, async (_, locale) => {
  const all = [
    ...(await serverPages(locale)).map((page) => serverCard(page, locale)),
    ...(await pagesOfKind(locale, 'other')).map((page) => otherCard(page, locale)),
  ];
  const text = strings(locale).groups;
  return groups.flatMap((group): Piece[] => {
    const cards = all.filter(([of]) => of === group).map(([, card]) => card);
    if (cards.length === 0) return [];
    return [
      { kind: 'heading', id: group, text: text[group], isSub: true },
      { kind: 'cards', cards },
    ];
  });
});
