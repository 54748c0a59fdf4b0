/** A sentence, what stands out in it in bold. */
import type { Sentence } from './sentence.ts';
import { withUnits } from './with-units.tsx';

export function Said({ sentence }: { sentence: Sentence }) {
  return sentence.map((part, i) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place.
    typeof part === 'string' ? withUnits(part) : <b key={i}>{withUnits(part.strong)}</b>,
  );
}
