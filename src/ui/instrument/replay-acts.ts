/** What the keys of a replay do (`keys/list.ts` names them). */
import { handleKey } from '../keys/handle.ts';
import { REPLAY } from '../keys/list.ts';
import { takesText } from '../keys/takes-text.ts';

interface Replayed {
  readonly singleKeys: () => boolean;
  readonly togglePlaying: () => void;
  readonly step: (by: 1 | -1) => void;
}

/** Listens to the keys of a replay before the timeline does. Gives a function that ends the listening. */
export function listenToReplayKeys({ singleKeys, togglePlaying, step }: Replayed): () => void {
  const down = (event: KeyboardEvent) => {
    if (event.defaultPrevented) return;
    const onLanes = event.target instanceof Element && event.target.closest('.tl-lanes, body') === event.target;
    const acts = {
      play: () => {
        // Where a button has the focus, Space presses the button.
        if (!onLanes) return false;
        togglePlaying();
        return true;
      },
      step: (which: number) => step(which === 0 ? -1 : 1),
    };
    if (!handleKey(REPLAY, acts, event, { typing: takesText(event.target), singleKeys: singleKeys() })) return;
    event.preventDefault();
    event.stopPropagation();
  };
  document.addEventListener('keydown', down, true);
  return () => document.removeEventListener('keydown', down, true);
}
