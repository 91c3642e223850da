import { rules, themes } from '#contract';
import { strings } from '#i18n';
import { findStep } from '../../content/contract/checklist.ts';
import { block } from './block.ts';
import { command } from './command.ts';

/**
 * One step of the contract as a checklist: the request with what it prints, the words to look for in
 * a manual, and the rules that it stands for, folded away.
 */
export const checklistStep = block(
  'ChecklistStep',
  { required: ['id'] },
  async ({ id }, locale) => {
    const text = strings(locale).checklist;
    const step = findStep(id);
    const titles = step.themes
      .flatMap((theme) => Object.keys(themes[theme]) as (keyof typeof rules)[])
      .map((rule) => rules[rule].title[locale]);
    return [
      ...(await command({ id: step.command }, locale)),
      { kind: 'text', text: text.words(step.words) },
      {
        kind: 'fold',
        title: text.rules(titles.length),
        isUnsearched: true,
        pieces: [{ kind: 'list', items: titles }],
      },
    ];
  },
);
