/** A lesson as the hash of a URL: `#learn=1.` and base64url of its packed JSON, then the step: `#learn=1.eJyr.../2`. */
import { MOST_JSON, type TaughtLesson, taughtJson } from '../../learn/taught.ts';
import { fromBase64url, toBase64url } from '../../scenario/base64url.ts';
import { InputError } from '../../scenario/input-error.ts';
import { pack } from '../../scenario/pack.ts';
import { unpack } from '../../scenario/unpack.ts';
import { readLesson } from './read-lesson.ts';

const VERSION = '1';

/** @param step its place, from 0 */
export const taughtHash = (lesson: TaughtLesson, step = 0): string =>
  hashOfTaughtStep(`${VERSION}.${toBase64url(pack(JSON.stringify(taughtJson(lesson))))}`, step);

/** @param packed version and packed lesson, as the address has them */
export const hashOfTaughtStep = (packed: string, step: number): string =>
  `#learn=${packed}${step > 0 ? `/${step + 1}` : ''}`;

/**
 * @param packed version and packed lesson, as the address has them
 * @throws {InputError} "link: ..." where it is damaged, cut off, too large or of a newer version, "lesson...: ..." where something in it is wrong
 */
export function readPackedLesson(packed: string): TaughtLesson {
  const [version = '', text = ''] = packed.split('.');
  if (version !== VERSION)
    throw new InputError(
      `link: it was made by a newer version of Overlap (its format is ${version}, this page reads ${VERSION})`,
    );
  const bytes = fromBase64url(text);
  if (bytes === undefined) throw new InputError('link: it has characters that do not belong there');
  let json: unknown;
  try {
    json = JSON.parse(unpack(bytes, MOST_JSON));
  } catch {
    throw new InputError('link: it is cut off or damaged');
  }
  return readLesson(json);
}
