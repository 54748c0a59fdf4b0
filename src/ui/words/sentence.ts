/** Sentences with emphasised figures, as data: tests read them as text, the page draws them. */

/** Text, and what stands out in it. */
export type Sentence = readonly (string | { readonly strong: string })[];

/** ``say`It waited ${strong('1.00 s')}.` `` */
export function say(
  texts: TemplateStringsArray,
  ...values: (string | number | { strong: string } | Sentence)[]
): Sentence {
  const parts: (string | { readonly strong: string })[] = [];
  for (const [i, text] of texts.entries()) {
    if (text) parts.push(text);
    const value = values[i];
    if (value === undefined || value === '') continue;
    if (Array.isArray(value)) parts.push(...(value as Sentence));
    else if (typeof value === 'object') parts.push(value as { strong: string });
    else parts.push(String(value));
  }
  return parts;
}

export const strong = (text: string): { strong: string } => ({ strong: text });

/** Sentences after one another. */
export function join(...sentences: readonly (Sentence | undefined)[]): Sentence {
  const said = sentences.filter((sentence) => sentence !== undefined && sentence.length > 0) as Sentence[];
  return said.flatMap((sentence, i) => (i === 0 ? sentence : [' ', ...sentence]));
}

/** `a`, `a and b`, `a, b, and c` */
export function listed(parts: readonly Sentence[]): Sentence {
  const before = (i: number) => (i < parts.length - 1 ? ', ' : parts.length > 2 ? ', and ' : ' and ');
  return parts.flatMap((part, i) => (i === 0 ? part : [before(i), ...part]));
}

export function plain(sentence: Sentence): string {
  return sentence.map((part) => (typeof part === 'string' ? part : part.strong)).join('');
}
