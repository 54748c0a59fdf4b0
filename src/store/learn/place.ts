/**
 * Where one is in Learn, as the address says it: `#learn`, `#learn=words`, `#learn=which`, `#learn=five-customers`, `#learn=five-customers/why`;
 * `#learn=teach` where one makes a lesson, `#learn=1.eJyr.../2` for one that somebody has made.
 */

import type { AnyLesson } from '../../learn/lesson.ts';
import { lessonById } from '../../learn/list.ts';
import { STEPS, type Step } from '../../learn/steps.ts';

export type Place =
  | { readonly kind: 'contents' }
  | { readonly kind: 'words' | 'which' | 'teach' }
  /** A lesson that somebody has made: version and packed lesson, and the place of the step. Whether it can be read is not known yet. */
  | { readonly kind: 'taught'; readonly packed: string; readonly at: number }
  /** A link to a lesson that is not there. */
  | { readonly kind: 'unknown'; readonly id: string }
  | { readonly kind: 'lesson'; readonly lesson: AnyLesson; readonly step: Step };

export function placeOf(hash: string): Place {
  const taught = /^#learn=(\d{1,9}\.[\w-]*)(?:\/(\d{1,3}))?/.exec(hash);
  if (taught) return { kind: 'taught', packed: taught[1]!, at: Math.max(0, Number(taught[2] ?? 1) - 1) };
  const [, id = '', step = 'guess'] = /^#learn=([\w-]*)(?:\/([\w-]+))?/.exec(hash) ?? [];
  if (id === '') return { kind: 'contents' };
  if (id === 'words' || id === 'which' || id === 'teach') return { kind: id };
  const lesson = lessonById(id);
  if (!lesson) return { kind: 'unknown', id };
  return { kind: 'lesson', lesson, step: STEPS.find((one) => one === step) ?? 'guess' };
}

export const CONTENTS = '#learn';
export const WORDS = '#learn=words';
export const WHICH = '#learn=which';
export const TEACH = '#learn=teach';
