/** A lesson as a file: JSON that one may also write by hand. */
import { MOST_JSON, TAUGHT_FORMAT, type TaughtLesson, taughtJson } from '../../learn/taught.ts';
import { InputError } from '../../scenario/input-error.ts';
import { readLesson } from './read-lesson.ts';

/** Of "Why three?": why-three, and what such files end in. */
export const fileNameOf = ({ title }: TaughtLesson): string =>
  `${
    title
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 40) || 'overlap'
  }.lesson.json`;

export const lessonFile = (lesson: TaughtLesson): Blob =>
  new Blob([`${JSON.stringify(taughtJson(lesson), undefined, 2)}\n`], { type: 'application/json' });

/** Where the format's name stands in such a file: near its beginning. */
const HEAD = 200;

/**
 * The lesson in a file; undefined where the file is something else.
 * @throws {InputError} that begins with the place, where it is a lesson that is damaged or too large
 */
export async function lessonIn(file: Blob): Promise<TaughtLesson | undefined> {
  const head = await file.slice(0, HEAD).text();
  const [family] = TAUGHT_FORMAT.split('/');
  if (!new RegExp(`^\\s*\\{[^{]*"format"\\s*:\\s*"${family}/`).test(head)) return undefined;
  if (file.size > 4 * MOST_JSON) throw new InputError(`lesson: expected at most ${MOST_JSON} characters`);
  let json: unknown;
  try {
    json = JSON.parse(await file.text());
  } catch {
    throw new InputError('lesson: expected JSON: the file is cut off or damaged');
  }
  return readLesson(json);
}
