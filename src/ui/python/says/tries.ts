/** What is said of other interleavings that were tried. */
import { formatMs } from '../../../scenario/duration.ts';
import type { Tries } from '../../../store/python/program-state.ts';
import { say, strong } from '../../words/sentence.ts';
import type { Told } from './told.ts';

export function triesSay({ done, total, tookMs, outcomes, of }: Tries): string {
  const how = of.options.clock === 'steps' ? ' line by line' : '';
  if (done < total) return `${done} of ${total} tried${how}`;
  const alike = outcomes.length === 1 ? ': all of them end like this' : '';
  return `${total} tried${how} in ${formatMs(tookMs)}${alike}`;
}

/** Whether what was mended holds; undefined where nothing was. */
export function mendedTold({ mended, done, total, outcomes }: Tries): Told | undefined {
  const [first] = outcomes;
  if (!mended || !first) return undefined;
  const many = outcomes.length > 1;
  const says =
    done < total
      ? say`${done} of ${total} interleavings are tried${many ? '' : say`; so far all of them end with ${strong(first.says)}`}.`
      : many
        ? say`${total} interleavings still end in ${strong(`${outcomes.length} ways`)}: there is another race.`
        : say`All ${strong(String(total))} interleavings tried end with ${strong(first.says)}.`;
  const tone = many ? 'fail' : 'plain';
  return { tone, title: many ? 'It does not hold yet' : 'With the change', says: [says], lines: [] };
}
