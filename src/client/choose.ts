/**
 * A choice at a block, or by the address of a shape, holds for all blocks, on this page and the next
 * ones. Its code is fetched when a block is pointed at, touched or focused, with what is then shown at
 * its lines.
 */
export const connectShapes = (): void => {
  const blocks = document.querySelectorAll<HTMLElement>('.shapes');
  const [first] = blocks;
  const load = () => import('./shape.ts');
  for (const block of blocks) {
    let isReached = false;
    const reach = (event: PointerEvent | FocusEvent): void => {
      if (isReached) return;
      isReached = true;
      void import('./received.ts')
        .then(({ connectReceived }) => connectReceived(block, event))
        .catch(() => (isReached = false));
    };
    for (const type of ['pointerover', 'focusin'] as const) block.addEventListener(type, reach);
    block.addEventListener(
      'change',
      ({ target }) => void load().then(({ choose }) => choose(block, target as HTMLInputElement)),
    );
  }
  const followAddress = (): void => {
    if (!/^#https?-(?:host|path)$/.test(location.hash)) return;
    void load().then(({ showAsked }) => showAsked(first));
  };
  followAddress();
  addEventListener('hashchange', followAddress);
  addEventListener('storage', ({ key, newValue }) => {
    if (key === 'proxy.shape' && newValue !== null)
      void load().then(({ follow }) => follow(newValue));
  });
};
