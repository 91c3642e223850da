import { strings } from '#i18n';
import { block } from './block.ts';

/** A request and its response as a picture; the steps below say the same in words. */
export const diagram = block('Diagram', {}, (_, locale) => [
  { kind: 'diagram', steps: strings(locale).diagram.steps },
]);
