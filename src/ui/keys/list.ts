/**
 * The keys of the page, as data; those of the engines' chips and of their picker, which load later, stand in `engine-keys.ts`. From these rows follow what is listened for (`handle.ts`), the help (`Help.tsx`), and what
 * buttons say of their keys (`key-words.ts`). A new key is a row here and an act of the same name in the part that does it:
 * `page-acts.ts`, the timeline's `input/acts.ts`, the replay's `replay-acts.ts`, the engines' `chip-acts.ts` and `Picker.tsx`. Types refuse a row without an act.
 */

/** Which part of the page does what a key stands for. */
export type Where = 'page' | 'chips' | 'picker' | 'timeline' | 'replay';

export interface KeyRow {
  /**
   * What is pressed, each with an act of its own number: `['[', ']']`. A combination is written with `+` between its parts:
   * modifiers (`Mod` is Control or Command; `Alt`, `Shift`), then a character (`?`), a name (`ArrowLeft`), or a place on the
   * keyboard, which is the same on every layout (`KeyW`, `Comma`, `Space`). Alternatives stand after a blank; only the first
   * is shown: `'+ ='`.
   */
  readonly keys: readonly string[];
  /** What the help says that it does. With two keys, the first one's, then the second one's. */
  readonly label: string;
  /** Counts also where letters are text. */
  readonly whileTyping?: true;
  /** Held down, it acts once. */
  readonly once?: true;
}

export interface KeyGroup<Rows extends Readonly<Record<string, KeyRow>> = Readonly<Record<string, KeyRow>>> {
  readonly title: string;
  readonly where: Where;
  readonly rows: Rows;
  /** What pointer and browser do in the same place, for the help. */
  readonly gestures: readonly Gesture[];
}

export interface Gesture {
  readonly shown: readonly string[];
  readonly label: string;
}

export const group = <const Rows extends Readonly<Record<string, KeyRow>>>(
  where: Where,
  title: string,
  rows: Rows,
  gestures: readonly Gesture[] = [],
): KeyGroup<Rows> => ({ where, title, rows, gestures });

export const PAGE = group(
  'page',
  'Anywhere',
  {
    runAnywhere: { keys: ['Mod+Enter'], label: 'Run, also from a text field', whileTyping: true, once: true },
    run: { keys: ['r R'], label: 'Run', once: true },
    leave: {
      keys: ['Escape'],
      label: 'Leave what was opened last: a run, a note, measuring, a replay, the sweep, what is selected',
      whileTyping: true,
    },
    poolSize: { keys: ['[', ']'], label: 'Pool size down, up' },
    history: { keys: ['Mod+z', 'Mod+Shift+z Mod+y'], label: 'Undo, redo' },
    find: { keys: ['/'], label: 'Find' },
    dock: { keys: ['d D'], label: 'Fold or open the dock' },
    mode: { keys: ['1', '2', '3'], label: 'Learn, Tasks, Python' },
    help: { keys: ['?'], label: 'Show this help' },
  },
  [{ shown: ['Back', 'Forward'], label: 'View before, view after: the browser’s own keys' }],
);

export const TIMELINE = group(
  'timeline',
  'In the timeline',
  {
    zoom: { keys: ['KeyW', 'KeyS', '+ =', '-'], label: 'Zoom in, zoom out' },
    pan: { keys: ['KeyA', 'KeyD'], label: 'Move to earlier, to later' },
    fit: { keys: ['KeyF'], label: 'Show the whole run' },
    walk: { keys: ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'], label: 'Task before, after; lane above, below' },
    walkIdle: {
      keys: ['Alt+ArrowLeft', 'Alt+ArrowRight', 'Alt+ArrowUp', 'Alt+ArrowDown'],
      label: 'Empty stretch before, after; in the lane above, below',
    },
    cause: { keys: [',', '.'], label: 'To the task that let this one begin, to one that this one let begin' },
    path: { keys: ['KeyP'], label: 'Show or hide the critical path' },
    note: { keys: ['n N'], label: 'Write a note on the task, the range or the moment' },
  },
  [
    { shown: ['Mod wheel'], label: 'Zoom at the pointer' },
    { shown: ['Drag', 'Shift wheel'], label: 'Move in time' },
    { shown: ['Double click'], label: 'Show the whole run' },
  ],
);

export const MEASURE = group(
  'timeline',
  'To measure',
  {
    mark: { keys: ['KeyM'], label: 'Mark the selected task; without one, the time in sight' },
    rangeEnd: {
      keys: ['Shift+ArrowLeft', 'Shift+ArrowRight'],
      label: 'Move the end of the range to the next start or end',
    },
    rangeStart: { keys: ['Mod+ArrowLeft', 'Mod+ArrowRight'], label: 'Move its start likewise' },
    fineEnd: { keys: ['Shift+Alt+ArrowLeft', 'Shift+Alt+ArrowRight'], label: 'Move its end by a pixel' },
    fineStart: { keys: ['Mod+Alt+ArrowLeft', 'Mod+Alt+ArrowRight'], label: 'Move its start by a pixel' },
  },
  [{ shown: ['Shift drag'], label: 'Mark a range; with Alt its edges do not snap' }],
);

export const REPLAY = group('replay', 'In a replay', {
  play: { keys: ['Space'], label: 'Play, pause' },
  step: { keys: ['Shift+Comma', 'Shift+Period'], label: 'Step to the event before, after' },
});
