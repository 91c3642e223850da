const key = 'proxy.server';

/**
 * Remembers the server whose page the reader visited last, and opens its part first in every list
 * of fixes.
 */
export const connectServer = (): void => {
  try {
    const own = document.querySelector<HTMLElement>('main[data-server]')?.dataset['server'];
    if (own !== undefined) localStorage.setItem(key, own);
    const server = localStorage.getItem(key);
    if (server === null) return;
    for (const fixes of document.querySelectorAll('.fixes')) {
      const part = fixes.querySelector<HTMLDetailsElement>(`[data-server='${CSS.escape(server)}']`);
      if (!part) continue;
      part.open = true;
      fixes.prepend(part);
    }
  } catch {
    // Storage is refused: all servers stay folded, in the site's order.
  }
};
