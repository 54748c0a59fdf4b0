/** A button that is disabled while it has the focus loses it to nobody. Run hands it to Cancel while a run goes on, and gets it back. */

const RUN = '.button.run';
const CANCEL = '.button.cancel';

export function keepFocus(): void {
  const observer = new MutationObserver((changes) => {
    for (const { target } of changes) {
      if (!(target instanceof HTMLButtonElement) || !target.disabled || target !== document.activeElement) continue;
      const other = target.matches(RUN) ? CANCEL : target.matches(CANCEL) ? RUN : undefined;
      if (other) target.parentElement?.querySelector<HTMLButtonElement>(`${other}:enabled`)?.focus();
    }
  });
  observer.observe(document.body, { attributes: true, attributeFilter: ['disabled'], subtree: true });
}
