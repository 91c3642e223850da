import { findCommand } from '#commands';
import { isRunHere } from '../../content/commands/run-here.ts';
import { toText } from '#conf';
import { strings } from '#i18n';
import { defaultShape, sampleSettings } from '#settings';
import { block } from './block.ts';
import type { CodePiece } from './piece.ts';

const settings = sampleSettings(defaultShape);

/** A command and what it prints; `id` is that of the command, such as `nginx/validate`. */
export const command = block('Command', { required: ['id'] }, ({ id }, locale) => {
  const text = strings(locale).code;
  const { where, language, file, run, output } = findCommand(id);
  // The first words of the command tell it apart from the others of the page.
  const [firstLine = ''] = toText(run, settings, locale).split('\n');
  const words = firstLine
    .replace(/^sudo /, '')
    .split(' ')
    .slice(0, 3)
    .join(' ');
  const typed: CodePiece = {
    kind: 'code',
    role: file === undefined ? 'command' : 'file',
    content: { config: run, settings },
    language,
    title: file ?? (language === 'powershell' ? 'PowerShell' : text.terminal),
    isPath: file !== undefined,
    detail: where?.[locale],
    name: words,
    command: id,
    isNotRun: !isRunHere(id),
  };
  if (output === undefined) return [typed];
  const printed: CodePiece = {
    kind: 'code',
    role: 'output',
    content: { config: output, settings },
    language: 'text',
    title: text.output,
    name: text.outputOf(words),
    command: id,
  };
  return [typed, printed];
});
