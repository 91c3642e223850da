/** The elements of a search form; `SearchForm.astro` writes them. */
export interface FormParts {
  /** The element with `data-search`, whose data have the texts. */
  readonly root: HTMLElement;
  readonly form: HTMLFormElement;
  readonly field: HTMLInputElement;
  readonly filters: HTMLElement;
  readonly results: HTMLElement;
  /** The button that empties the field. */
  readonly clear: HTMLElement;
  /** @throws when the form has no part of this name */
  readonly part: (name: string) => HTMLElement;
}

/**
 * @param root the element with `data-search`
 * @throws when a part is missing
 */
export const formParts = (root: HTMLElement): FormParts => {
  const part = (name: string): HTMLElement => {
    const element = root.querySelector<HTMLElement>(`[data-part="${name}"]`);
    if (!element) throw new Error(`The search form has no part “${name}”.`);
    return element;
  };
  const form = root.querySelector('form');
  const field = root.querySelector('input');
  if (!form || !field) throw new Error('The search form has no field.');
  const [results, clear, filters] = [part('results'), part('clear'), part('filters')];
  return { root, form, field, filters, results, clear, part };
};
