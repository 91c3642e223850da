/** Turns the menu link, which works by `:target`, into a disclosure button. */
export const connectMenu = (): void => {
  const link = document.querySelector<HTMLAnchorElement>('.menu');
  const nav = document.querySelector('#nav');
  if (!link || !nav) return;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = link.className;
  button.textContent = link.textContent;
  button.setAttribute('aria-controls', nav.id);
  const show = (isOpen: boolean): void => {
    nav.classList.toggle('open', isOpen);
    button.ariaExpanded = String(isOpen);
  };
  show(location.hash === '#nav');
  button.addEventListener('click', () => show(button.ariaExpanded !== 'true'));
  link.replaceWith(button);
};
