/** The ways into the page, as addresses name them: `#learn`, `#python`. Every other address is Tasks. */
export type ModeId = 'learn' | 'tasks' | 'python';

/**
 * The mode that a hash names; undefined where it names none.
 * @param hash as `location.hash` has it. What follows the word is the mode's own: `#python=...`
 */
export function modeNamed(hash: string): ModeId | undefined {
  return /^#(learn|tasks|python)\b/.exec(hash)?.[1] as ModeId | undefined;
}

/** The mode that an address with this hash opens. */
export const modeOf = (hash: string): ModeId => modeNamed(hash) ?? 'tasks';
