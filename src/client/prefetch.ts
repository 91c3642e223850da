const fetched = new Set<string>([location.pathname]);

const prefetch = (event: Event): void => {
  const link = (event.target as Element).closest?.('a');
  if (!link || link.origin !== location.origin || !link.pathname.endsWith('/')) return;
  if (fetched.has(link.pathname)) return;
  fetched.add(link.pathname);
  const hint = document.createElement('link');
  hint.rel = 'prefetch';
  hint.href = link.pathname;
  document.head.append(hint);
};

/** Fetches a page of this site when its link is pointed at, touched or focused. */
export const connectPrefetch = (): void => {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  if (connection?.saveData) return;
  for (const type of ['pointerover', 'focusin', 'touchstart'] as const) {
    document.addEventListener(type, prefetch, { passive: true });
  }
};
