/** The keys of the engines' chips and of the picker, as data: rows as in `list.ts`, loaded with the parts that listen to them. */
import { group } from './list.ts';

export const CHIPS = group(
  'chips',
  'Among the engines shown',
  {
    walk: { keys: ['ArrowLeft ArrowUp', 'ArrowRight ArrowDown'], label: 'Engine before, after' },
    move: {
      keys: ['Shift+ArrowLeft Shift+ArrowUp', 'Shift+ArrowRight Shift+ArrowDown'],
      label: 'Move it to the place before, after',
    },
    remove: { keys: ['Delete Backspace'], label: 'Remove it' },
  },
  [{ shown: ['Drag'], label: 'Move it to another place' }],
);

export const PICKER = group('picker', 'In the list of all engines', {
  walk: { keys: ['ArrowUp', 'ArrowDown'], label: 'Explain the engine above, below', whileTyping: true },
  cross: { keys: ['ArrowLeft', 'ArrowRight'], label: 'Explain one in the other column' },
  choose: { keys: ['Space'], label: 'Show it, or no longer' },
  done: { keys: ['Enter'], label: 'Show it, and close the list', whileTyping: true },
});
