/** The link to the other language keeps the reader's place; the code for it is fetched when needed. */
export const connectLanguage = (): void => {
  const link = document.querySelector<HTMLAnchorElement>('.language');
  const load = () => import('./place.ts');
  for (const type of ['pointerenter', 'focus'] as const)
    link?.addEventListener(type, () => void load(), { once: true });
  link?.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    void load()
      .then(({ keep }) => keep(link))
      .catch(() => undefined)
      .then(() => location.assign(link.href));
  });
  try {
    if (sessionStorage.getItem('proxy.place') === null) return;
  } catch {
    return;
  }
  void load().then(({ restoreAfterLoad }) => restoreAfterLoad());
};
