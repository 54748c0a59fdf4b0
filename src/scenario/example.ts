/** Examples as they are written down: a line of notation an entry, and what several of them have in common. */
import type { Preset } from './presets.ts';

export type Example = Omit<Preset, 'text'> & { readonly text: readonly string[] };

/** `common`: where an example does not say it otherwise. */
export const presetsOf = (examples: readonly Example[], common: Pick<Preset, 'engines' | 'machine'>): Preset[] =>
  examples.map((example) => ({ ...common, ...example, text: example.text.join('\n') }));
