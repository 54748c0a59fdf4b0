/** A sentence, what stands out in it in bold. */
import type { Sentence } from './sentence.ts';

export function Said({ sentence }: { sentence: Sentence }) {
  return sentence.map((part, i) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place.
    typeof part === 'string' ? part : <b key={i}>{part.strong}</b>,
  );
}
