import type { ExampleFile } from '#conf';
import type { Locale } from '#i18n';
import { formOf } from '#settings';
import { mergedHtml } from './html.ts';
import type { ShownForm } from './forms.ts';

/** A file of an example in all forms that have it. */
export interface ShownFile {
  readonly install: string;
  readonly html: string;
  readonly having: readonly ShownForm[];
  /** Its place among the files of a form. */
  readonly index: (form: ShownForm) => number;
}

/** The files of a block, by the path that they are installed at, in the order of the first form. */
export const shownFiles = (forms: readonly ShownForm[], locale: Locale): ShownFile[] => {
  const filesOf = new Map<ShownForm, readonly ExampleFile[]>(
    forms.map((form) => [form, form.example.render(formOf(form.shape)).files]),
  );
  const paths = new Set([...filesOf.values()].flat().map(({ install }) => install));
  return [...paths].map((install) => {
    const index = (form: ShownForm): number =>
      (filesOf.get(form) ?? []).findIndex((file) => file.install === install);
    const found = forms.flatMap((form) => {
      const file = filesOf.get(form)?.[index(form)];
      return file ? [{ form, file }] : [];
    });
    return {
      install,
      html: mergedHtml(
        found.map(({ form: { letters, settings }, file }) => ({
          letters,
          settings,
          config: file.content,
        })),
        locale,
        found[0]?.file.language ?? 'text',
      ),
      having: found.map(({ form }) => form),
      index,
    };
  });
};
