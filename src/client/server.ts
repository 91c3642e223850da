const key = 'proxy.server';

/**
 * Remembers the server whose page the reader visited last, and opens its part first in every list
 * of fixes. A list that is being looked at stays as it is until it has left the screen: what is read
 * does not move.
 */
export const connectServer = (): void => {
  try {
    const own = document.querySelector<HTMLElement>('main[data-server]')?.dataset['server'];
    if (own !== undefined) localStorage.setItem(key, own);
    const server = localStorage.getItem(key);
    if (server === null) return;
    const watched = new IntersectionObserver((entries) => {
      for (const { isIntersecting, target } of entries) {
        if (isIntersecting) continue;
        watched.unobserve(target);
        const part = target.querySelector<HTMLDetailsElement>(
          `[data-server='${CSS.escape(server)}']`,
        );
        if (!part) continue;
        part.open = true;
        target.prepend(part);
      }
    });
    for (const fixes of document.querySelectorAll('.fixes')) watched.observe(fixes);
  } catch {
    // Storage is refused: all servers stay folded, in the site's order.
  }
};
