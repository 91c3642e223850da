const get = async (address: string): Promise<string> => {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${String(answer.status)}`);
  return answer.text();
};

const fetched = new WeakMap<HTMLElement, Promise<void>>();

/**
 * Puts the content of an element with `data-later` into it, which the build made a file of; see
 * `src/publish/later.ts`. Resolves at once where the content is there.
 */
export const fillLater = (element: HTMLElement): Promise<void> => {
  const address = element.dataset['later'] ?? '';
  if (address === '') return Promise.resolve();
  const known =
    fetched.get(element) ??
    get(address).then(
      (html) => {
        element.replaceChildren(
          ...new DOMParser().parseFromString(html, 'text/html').body.childNodes,
        );
        element.dataset['later'] = '';
      },
      (error: unknown) => {
        fetched.delete(element);
        throw error;
      },
    );
  fetched.set(element, known);
  return known;
};

/** The colours of each block of a page, in order: from their file, or as a page in development has them. */
export const coloursOf = async (blocks: readonly HTMLElement[]): Promise<readonly string[]> => {
  const address = document.querySelector<HTMLElement>('main')?.dataset['coloursAt'];
  if (address === undefined) return blocks.map(({ dataset }) => dataset['colours'] ?? '');
  return (await get(address)).split('\n');
};
