import type { CheckId } from '#contract';
import { passedChecks } from '#evidence';
import { findExample } from '#examples';
import { strings, type Locale } from '#i18n';
import { serverIds, servers, type Server } from '#servers';
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

/** Servers and what they can do, computed from records, declarations and examples. */
export const comparisonTable = block('ComparisonTable', {}, async (_, locale) => {
  const { comparison: text, evidence } = strings(locale);
  const pages = await serverPages(locale);
  const rows = serverIds.map((id): [Cell, ...Cell[]] => {
    const server: Server = servers[id];
    const example = findExample(id);
    const page = pages.find(({ data }) => data.server === id);
    const proofs = example.shapes.flatMap((shape) => proofOf(example, shape) ?? []);
    const proof = mainProofOf(example);

    const shown = (check: CheckId): string => {
      if (check in server.cannot) return text.no;
      const results = proofs.flatMap(({ checks }) => checks.filter((one) => one.id === check));
      if (results.some(({ result }) => result === 'passed')) return text.yes;
      return server.evidence === 'run' ? text.unknown : text.notRun;
    };
    const versions = proof && versionsOf(proof);
    const tested =
      proof === null || versions === null
        ? text.notRun
        : text.runWith(evidence.versions(versions.oldest, versions.newest), passedChecks(proof));
    const { facts } = server;
    const cells = [
      tested,
      shapesText(example.shapes, locale),
      shown('websocket-cli'),
      shown('console-progressive'),
      shown('http-cli'),
      facts.uploadLimit[locale],
      facts.tls[locale],
      facts.http2[locale],
      facts.agentPort[locale],
      facts.syntaxCheck[locale],
    ];
    return [
      { texts: [server.name], ...(page && { href: pathOf(page) }) },
      ...cells.map((cell) => ({ texts: [cell] })),
    ];
  });
  const heads = [
    text.server,
    text.tested,
    text.shapes,
    text.websocket,
    text.console,
    text.httpCli,
    text.upload,
    text.tls,
    text.http2,
    text.agentPort,
    text.syntaxCheck,
  ];
  return [{ kind: 'table', caption: text.caption, isStacked: false, heads, rows }];
});
