import { fillLater } from './later.ts';

/**
 * Connects the panel for the reader's own values. Its code is fetched when the panel is opened,
 * when the address brings values, or when another tab changes them.
 */
export const connectSettings = (): void => {
  const panel = document.querySelector<HTMLDetailsElement>('details.settings');
  const load = () => import('./settings-panel.ts');
  const start = async (): Promise<void> => {
    const later = panel?.querySelector<HTMLElement>('[data-later]');
    if (!panel || !later) return;
    const [{ connectPanel }] = await Promise.all([load(), fillLater(later)]);
    connectPanel(panel);
  };
  panel?.addEventListener('toggle', () => void start(), { once: true });
  panel
    ?.querySelector('summary')
    ?.addEventListener('pointerenter', () => void load(), { once: true });
  const arrive = (): void => {
    if (panel && location.hash.startsWith('#url=')) panel.open = true;
  };
  arrive();
  addEventListener('hashchange', arrive);
  addEventListener('storage', ({ key }) => {
    if (key === 'proxy.slots') void load().then(({ follow }) => follow());
  });
};
