/** The button that copies the page as Markdown; its code is fetched when it is pressed. */
export const connectMarkdown = (): void => {
  const button = document.querySelector<HTMLElement>('[data-markdown]');
  button?.addEventListener('click', async () => (await import('./copy-markdown.ts')).copy(button));
};
