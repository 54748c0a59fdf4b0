/** Where one is in Learn, as the address says it: `#learn`, `#learn=words`, `#learn=which`, `#learn=five-customers`, `#learn=five-customers/why`. */

import type { AnyLesson } from '../../learn/lesson.ts';
import { lessonById } from '../../learn/list.ts';
import { STEPS, type Step } from '../../learn/steps.ts';

export type Place =
  | { readonly kind: 'contents' }
  | { readonly kind: 'words' | 'which' }
  /** A link to a lesson that is not there. */
  | { readonly kind: 'unknown'; readonly id: string }
  | { readonly kind: 'lesson'; readonly lesson: AnyLesson; readonly step: Step };

export function placeOf(hash: string): Place {
  const [, id = '', step = 'guess'] = /^#learn=([\w-]*)(?:\/([\w-]+))?/.exec(hash) ?? [];
  if (id === '') return { kind: 'contents' };
  if (id === 'words' || id === 'which') return { kind: id };
  const lesson = lessonById(id);
  if (!lesson) return { kind: 'unknown', id };
  return { kind: 'lesson', lesson, step: STEPS.find((one) => one === step) ?? 'guess' };
}

export const CONTENTS = '#learn';
export const WORDS = '#learn=words';
export const WHICH = '#learn=which';
