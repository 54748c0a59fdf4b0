/** All keys in words: the help is made from it. The timeline's own and the replay's are told here and done there. */

export interface Told {
  readonly keys: readonly string[];
  readonly does: string;
}

export interface ToldGroup {
  readonly title: string;
  readonly keys: readonly Told[];
}

export const KEYS: readonly ToldGroup[] = [
  {
    title: 'Anywhere',
    keys: [
      { keys: ['Ctrl Enter', '⌘ Enter'], does: 'Run, from anywhere' },
      { keys: ['R'], does: 'Run' },
      { keys: ['Esc'], does: 'Cancel; without a run, deselect' },
      { keys: ['[', ']'], does: 'Pool size down, up' },
      { keys: ['Ctrl Z', 'Ctrl Shift Z'], does: 'Undo, redo' },
      { keys: ['/'], does: 'Find' },
      { keys: ['?'], does: 'This help' },
      { keys: ['Back', 'Forward'], does: 'The view before, after: the browser’s own keys' },
    ],
  },
  {
    title: 'In the timeline',
    keys: [
      { keys: ['W', 'S', '+', '−'], does: 'Zoom in, out' },
      { keys: ['Ctrl wheel', '⌘ wheel'], does: 'Zoom at the pointer' },
      { keys: ['A', 'D'], does: 'Pan' },
      { keys: ['Shift wheel'], does: 'Pan; so does a drag' },
      { keys: ['F'], does: 'Fit; so does a double click' },
      { keys: ['←', '→'], does: 'Task before, after' },
      { keys: ['↑', '↓'], does: 'Lane above, below' },
      { keys: ['Alt ←', 'Alt →'], does: 'Empty stretch before, after' },
      { keys: ['Alt ↑', 'Alt ↓'], does: 'Empty stretch in the lane above, below' },
      { keys: [',', '.'], does: 'To the cause of the task, to what it let begin' },
      { keys: ['P'], does: 'The critical path, on or off' },
      { keys: ['N'], does: 'Note on the task, the range or the moment' },
    ],
  },
  {
    title: 'To measure',
    keys: [
      { keys: ['Shift drag'], does: 'Mark a range; with Alt its edges do not snap' },
      { keys: ['M'], does: 'Mark the selected task, else the window' },
      { keys: ['Shift ←', 'Shift →'], does: 'The end of the range to the start or end before, after' },
      { keys: ['Ctrl ←', 'Ctrl →'], does: 'Its start; both with Alt by a pixel' },
    ],
  },
  {
    title: 'In a replay',
    keys: [
      { keys: ['Space'], does: 'Play, pause' },
      { keys: ['Shift ,', 'Shift .'], does: 'Step to the event before, after' },
    ],
  },
];
