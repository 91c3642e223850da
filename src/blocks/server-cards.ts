import { passedChecks } from '#evidence';
import { findExample } from '#examples';
import { strings } from '#i18n';
import { servers } from '#servers';
import { formOf } from '#settings';
import { pathOf, serverPages } from '../site/navigation.ts';
import { mainProofOf, versionsOf } from '../proofs/examples.ts';
import { block } from './block.ts';

/** The servers of the site, each with what it can do and what was run of its main example. */
export const serverCards = block('ServerCards', {}, async (_, locale) => {
  const { cards, evidence, comparison } = strings(locale);
  const entries = (await serverPages(locale)).map((page) => {
    const id = page.data.server;
    const server = servers[id];
    const example = findExample(id);
    const forms = example.shapes.map(formOf);
    const proof = mainProofOf(example);
    const can = [
      forms.some(({ underPath }) => !underPath) && cards.host,
      forms.some(({ underPath }) => underPath) && cards.path,
      !('websocket-cli' in server.cannot) && cards.websocket,
      !('http2' in server.cannot) && cards.http2,
    ].filter((one) => one !== false);
    const level = proof?.level ?? (server.evidence === 'syntax' ? 'none' : undefined);
    const base = { path: pathOf(page), name: server.name, text: can.join(', ') };
    if (level === undefined) return base;
    const versions = proof && versionsOf(proof);
    const claim =
      proof?.level === 'run' && versions !== null
        ? `${evidence.runShort} ${comparison.runWith(evidence.versions(versions.oldest, versions.newest), passedChecks(proof))}`
        : evidence[level];
    return { ...base, proof: { level, claim } };
  });
  return [{ kind: 'cards', cards: entries }];
});
