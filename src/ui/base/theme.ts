/** Light or dark, on the document itself: it is there before anything is drawn, so the page never opens in the other one. */
import type { Store } from '../../store/state/store.ts';

export function showTheme(store: Store): void {
  const { dataset } = document.documentElement;
  const show = () => {
    const { theme } = store.getState();
    if (theme === 'system') delete dataset.theme;
    else dataset.theme = theme;
  };
  show();
  store.subscribe((state, before) => {
    if (state.theme !== before.theme) show();
  });
}
