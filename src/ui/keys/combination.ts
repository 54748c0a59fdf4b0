/** Combinations of keys as they are written in `list.ts`: read once, held against events, and put into words. Pure. */

/** A key pressed, as far as it matters here. */
export type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'repeat'>;

interface Combination {
  readonly mod: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  readonly name: string;
}

/** Places on the keyboard; other names are what the key writes or is called. */
const PLACE = /^(Key[A-Z]|Comma|Period|Space)$/;
const NAMED = /^(Arrow|Enter$|Escape$)/;
const read = new Map<string, Combination>();

function combinationOf(written: string): Combination {
  let combination = read.get(written);
  if (combination) return combination;
  // The last part may be a plus itself.
  const parts = written === '+' ? ['+'] : written.split('+');
  const has = (modifier: string) => parts.slice(0, -1).includes(modifier);
  combination = { mod: has('Mod'), alt: has('Alt'), shift: has('Shift'), name: parts.at(-1)! };
  read.set(written, combination);
  return combination;
}

/** Whether this combination is what was pressed. */
function isPressed({ mod, alt, shift, name }: Combination, event: Pressed): boolean {
  if (mod !== (event.ctrlKey || event.metaKey) || alt !== event.altKey) return false;
  // A character may itself need Shift, and a letter by its place is the same with it: there Shift counts only where it is asked for.
  const exact = mod || alt || shift || name.startsWith('Arrow');
  if (exact && shift !== event.shiftKey) return false;
  if (PLACE.test(name)) return event.code === name;
  return mod ? event.key.toLowerCase() === name.toLowerCase() : event.key === name;
}

/** Which of these keys was pressed (each with its alternatives after blanks); -1 if none. */
export const pressedOf = (keys: readonly string[], event: Pressed): number =>
  keys.findIndex((key) => key.split(' ').some((written) => isPressed(combinationOf(written), event)));

/** Whether it is a single key that writes something: those can be switched off. */
export function isSingle(key: string): boolean {
  const { mod, alt, name } = combinationOf(key.split(' ')[0]!);
  return !mod && !alt && !NAMED.test(name);
}

const SHOWN: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  Comma: ',',
  Period: '.',
  '-': '−',
};

const capital = (name: string) => (name.length === 1 ? name.toUpperCase() : name);

/** `Ctrl Enter`, `Shift ←`, `R`. */
export function shownKey(key: string, mac: boolean): string {
  const { mod, alt, shift, name } = combinationOf(key.split(' ')[0]!);
  const parts = [
    mod && (mac ? '⌘' : 'Ctrl'),
    shift && 'Shift',
    alt && 'Alt',
    SHOWN[name] ?? capital(name.replace(/^Key/, '')),
  ];
  return parts.filter(Boolean).join(' ');
}

const ARIA: Readonly<Record<string, string>> = { Comma: ',', Period: '.', '+': 'Plus' };

/** The value of `aria-keyshortcuts`: `Control+Enter Meta+Enter`. */
export function ariaKey(key: string): string {
  const { mod, alt, shift, name } = combinationOf(key.split(' ')[0]!);
  const rest = [alt && 'Alt', shift && 'Shift', ARIA[name] ?? capital(name.replace(/^Key/, ''))].filter(Boolean);
  return mod ? `${['Control', ...rest].join('+')} ${['Meta', ...rest].join('+')}` : rest.join('+');
}
