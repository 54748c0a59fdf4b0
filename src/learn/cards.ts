/** Every term opens its card where a step of a lesson first uses it, so that a step whose address was opened alone needs no other. */
import type { AnyLesson } from './lesson.ts';
import { changePlain, proseParts } from './prose.ts';
import { WORDS } from './words.ts';

/** Terms that mean here what they mean every day. */
export const EVERYDAY: ReadonlySet<string> = new Set(['busy', 'predicted']);

const BY_FORM = new Map(
  WORDS.filter(({ id }) => !EVERYDAY.has(id)).flatMap(({ id, forms }) => forms.map((form) => [form, id] as const)),
);

/** Any form of any term, the longest that fits: `pool size` before `pool`. */
const TERM = new RegExp(
  `(?<![\\w-])(?:${[...BY_FORM.keys()].sort((a, b) => b.length - a.length).join('|')})(?![\\w-])`,
  'gi',
);

/**
 * The texts of a step in their order, with a card at the first use of each term. A term that one of the texts gives a card itself has
 * that one only; what is bold or code stays as it is.
 */
export function withCards(texts: readonly string[]): readonly string[] {
  const open = new Set(texts.flatMap(proseParts).flatMap((part) => (part.kind === 'word' ? [part.word] : [])));
  const card = (said: string): string => {
    const id = BY_FORM.get(said.toLowerCase())!;
    if (open.has(id)) return said;
    open.add(id);
    return `[[${id}|${said}]]`;
  };
  return texts.map((text) => changePlain(text, (plain) => plain.replace(TERM, card)));
}

/** What is said after the run, with its cards. `not`: empty where nothing is. */
export function cardsOfWhy({ says, not }: AnyLesson['why']): {
  readonly says: readonly string[];
  readonly not: string;
} {
  const texts = withCards([...says, not?.says ?? '']);
  return { says: texts.slice(0, -1), not: texts.at(-1)! };
}

/** What is said of the change, with its cards. */
export function cardsOfChange({ notice, takeAlong }: AnyLesson['change']): {
  readonly notice: readonly string[];
  readonly takeAlong: string;
} {
  const texts = withCards([...notice, takeAlong]);
  return { notice: texts.slice(0, -1), takeAlong: texts.at(-1)! };
}
