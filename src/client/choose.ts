/**
 * A choice at a block, or by the address of a shape, holds for all blocks, on this page and the next
 * ones. Its code is fetched when a button is pointed at, focused or pressed.
 */
export const connectShapes = (): void => {
  const blocks = document.querySelectorAll('.shapes');
  const [first] = blocks;
  const load = () => import('./shape.ts');
  for (const block of blocks) {
    for (const type of ['pointerover', 'focusin'] as const)
      block.addEventListener(type, () => void load(), { once: true });
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
