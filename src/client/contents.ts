/** Beside the text, the list of contents is always shown: it then says that it is open. */
export const connectContents = (): void => {
  const details = document.querySelector<HTMLDetailsElement>('.toc details');
  const wide = matchMedia('(width >= 1200px)');
  const show = (): void => {
    if (details) details.open = wide.matches;
  };
  show();
  wide.addEventListener('change', show);
};
