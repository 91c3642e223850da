import { prefer } from './storage.ts';

/** The theme control: the system's theme is the absence of a choice. */
export const connectTheme = (): void => {
  const control = document.querySelector<HTMLSelectElement>('.theme select');
  if (!control) return;
  const show = (): void => {
    control.value = document.documentElement.dataset['theme'] ?? '';
  };
  show();
  control.addEventListener('change', () => prefer('theme', control.value || undefined));
  addEventListener('storage', ({ key, newValue }) => {
    if (key !== 'proxy.theme') return;
    prefer('theme', newValue ?? undefined);
    show();
  });
};
