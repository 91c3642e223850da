import { strings } from '#i18n';
import { formOf, sampleSettings } from '#settings';
import { advancedLines } from '../../content/servers/nginx/advanced.ts';
import { block } from './block.ts';
import type { CodePiece } from './piece.ts';

/** The lines of nginx for products that write its `server` block: for a host name, and for a path. */
export const advancedLinesBlock = block('AdvancedLines', {}, (_, locale) => {
  const text = strings(locale).advanced;
  const lines = (shape: 'https-host' | 'https-path', title: string): CodePiece => ({
    kind: 'code',
    role: 'file',
    content: { config: advancedLines(formOf(shape)), settings: sampleSettings(shape) },
    language: 'nginx',
    title,
    name: title,
  });
  return [
    lines('https-host', text.host),
    { kind: 'fold', title: text.underPath, pieces: [lines('https-path', text.path)] },
  ];
});
