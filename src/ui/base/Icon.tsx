/** The page's icons: lines in a square of 16, in the colour of the text. Names beside them say what they stand for. */

const PATHS = {
  'chevron-down': 'M4 6l4 4 4-4',
  undo: 'M6 10L2.5 6.5 6 3M2.5 6.5H10a3.5 3.5 0 0 1 0 7H7.5',
  redo: 'M10 10l3.5-3.5L10 3M13.5 6.5H6a3.5 3.5 0 0 0 0 7h2.5',
  check: 'M3 8.5l3.5 3.5L13 4.5',
  link: 'M6.6 9.4a3 3 0 0 0 4.3 0l2.2-2.2a3 3 0 0 0-4.3-4.3l-.8.8M9.4 6.6a3 3 0 0 0-4.3 0L2.9 8.8a3 3 0 0 0 4.3 4.3l.8-.8',
  contrast: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 5v6a3 3 0 0 0 0-6z',
  plus: 'M8 3v10M3 8h10',
  close: 'M4 4l8 8M12 4l-8 8',
  pin: 'M9.5 2l4.5 4.5-2.5.5-2.5 2.5L8.5 12 4 7.5 6.5 7 9 4.5zM6.2 9.8L2.5 13.5',
  unpin: 'M9.5 2l4.5 4.5-2.5.5-2.5 2.5L8.5 12 4 7.5 6.5 7 9 4.5zM6.2 9.8L2.5 13.5M2 2l12 12',
  swap: 'M5 2.5L2.5 5 5 7.5M2.5 5h11M11 8.5l2.5 2.5-2.5 2.5M13.5 11h-11',
  width: 'M5 5L2 8l3 3M11 5l3 3-3 3M2 8h12',
  find: 'M6.5 2a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM10 10l4 4',
  measure: 'M2 5v6M14 5v6M2 8h12',
  'chevron-up': 'M4 10l4-4 4 4',
  play: 'M4 3v10l9-5z',
  pause: 'M5 3v10M11 3v10',
  'step-back': 'M11 3v10L5 8zM4 3v10',
  step: 'M5 3v10l6-5zM12 3v10',
  note: 'M3 3h10v7l-3 3H3zM10 13v-3h3',
  follow: 'M2 8h9M8 4l4 4-4 4M14 3v10',
  lanes: 'M2 4h8M2 8h12M2 12h5',
  open: 'M8 11V3M5 6l3-3 3 3M3 10v3h10v-3',
  replay: 'M3 8a5 5 0 1 0 1.6-3.7M3 2.5v3h3',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  share: 'M5 3v10M11 3v10M2 6h12M2 10h12',
  save: 'M8 3v8M5 8l3 3 3-3M3 10v3h10v-3',
} as const;

export type IconName = keyof typeof PATHS;

/** `size`: pixels a side. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.25}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
