import type { CheckId } from '#contract';
import { passedChecks } from '#evidence';
import { findExample } from '#examples';
import { strings, type Locale } from '#i18n';
import { serverIds, servers, type Server, type ServerId } from '#servers';
import { shapes, type Shape } from '#settings';
import { pathOf, serverPages } from '../site/navigation.ts';
import { mainProofOf, proofOf, versionsOf } from '../proofs/examples.ts';
import { block } from './block.ts';
import type { Cell } from './piece.ts';

const shapesText = (own: readonly Shape[], locale: Locale): string => {
  const { comparison: text, shapes: shapeText } = strings(locale);
  if (own.length === shapes.length) return text.allShapes;
  const overTls = shapes.filter((shape) => shape.startsWith('https'));
  if (own.length === overTls.length && overTls.every((shape) => own.includes(shape))) {
    return text.httpsShapes;
  }
  return own.map((shape) => shapeText.names[shape]).join(' · ');
};

const all = [
  'tested',
  'shapes',
  'websocket',
  'console',
  'httpCli',
  'upload',
  'tls',
  'http2',
  'agentPort',
  'syntaxCheck',
] as const;

/** What a reader chooses a server by, where the table is to have few columns. */
const few = ['httpCli', 'upload', 'tls', 'agentPort'] as const;

/**
 * Servers and what they can do, computed from records, declarations and examples; `columns="few"`
 * leaves out what the cards of the overview say, and what seldom decides.
 */
export const comparisonTable = block(
  'ComparisonTable',
  { optional: ['columns'] },
  async ({ columns }, locale) => {
    const { comparison: text, evidence } = strings(locale);
    const pages = await serverPages(locale);
    const columnsOf = (id: ServerId) => {
      const server: Server = servers[id];
      const example = findExample(id);
      const proofs = example.shapes.flatMap((shape) => proofOf(example, shape) ?? []);
      const proof = mainProofOf(example);
      const shown = (check: CheckId): string => {
        if (check in server.cannot) return text.no;
        const results = proofs.flatMap(({ checks }) => checks.filter((one) => one.id === check));
        if (results.some(({ result }) => result === 'passed')) return text.yes;
        return server.evidence === 'run' ? text.unknown : text.notRun;
      };
      const versions = proof && versionsOf(proof);
      const { facts } = server;
      return {
        tested:
          proof === null || versions === null
            ? text.notRun
            : text.runWith(
                evidence.versions(versions.oldest, versions.newest),
                passedChecks(proof),
              ),
        shapes: shapesText(example.shapes, locale),
        websocket: shown('websocket-cli'),
        console: shown('console-progressive'),
        httpCli: shown('http-cli'),
        upload: facts.uploadLimit[locale],
        tls: facts.tls[locale],
        http2: facts.http2[locale],
        agentPort: facts.agentPort[locale],
        syntaxCheck: facts.syntaxCheck[locale],
      };
    };
    if (columns !== undefined && columns !== 'few') {
      throw new Error(`<ComparisonTable columns="${columns}">: few, or no columns at all.`);
    }
    const chosen = columns === 'few' ? few : all;
    const rows = serverIds.map((id): [Cell, ...Cell[]] => {
      const page = pages.find(({ data }) => data.server === id);
      const cells = columnsOf(id);
      return [
        { texts: [servers[id].name], ...(page && { href: pathOf(page) }) },
        ...chosen.map((column) => ({ texts: [cells[column]] })),
      ];
    });
    const heads = [text.server, ...chosen.map((column) => text[column])];
    return [{ kind: 'table', caption: text.caption, isStacked: false, heads, rows }];
  },
);
