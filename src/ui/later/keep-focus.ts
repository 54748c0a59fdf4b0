/** A button that is disabled while it has the focus loses it to nobody. Run hands it to Cancel while a run goes on, and gets it back. */
import type { Overlap } from '../../store/overlap.ts';
import type { RunState } from '../../store/state/state.ts';

const isBusy = ({ kind }: RunState) => kind === 'starting' || kind === 'running' || kind === 'hung';
const RUN = '.button.run';
const CANCEL = '.button.cancel';

export function keepFocus({ store }: Overlap): void {
  store.subscribe(({ run }, before) => {
    const busy = isBusy(run);
    if (busy === isBusy(before.run) || !document.activeElement?.matches(busy ? RUN : CANCEL)) return;
    const to = document.querySelector<HTMLButtonElement>(busy ? CANCEL : RUN);
    // Once it is drawn as one that can be pressed.
    requestAnimationFrame(() => requestAnimationFrame(() => to?.focus()));
  });
}
