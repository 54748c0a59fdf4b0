/** What stands under lines of the file: why the program was not begun, or what was raised there. */
import type { ProgramState } from '../../../store/python/program-state.ts';
import { momentWords } from '../../words/program-times.ts';
import { runOfText } from '../shown-run.ts';
import type { ErrorBelow } from './error-below.ts';

/** More errors than this are told by the output alone. */
const MOST = 5;
/** To look at what was before a moment (ms). */
const BEFORE = 1e-7;

/** One a line at most; the first that was raised there. */
export function errorsOf(state: ProgramState, file: number): readonly ErrorBelow[] {
  const { mistake } = state;
  if (mistake) {
    if (mistake.file !== file) return [];
    const says = state.shown ? 'The picture is that of the last program that could be read.' : '';
    return [{ line: mistake.line, title: `${mistake.type}: ${mistake.message}`, where: '', says }];
  }
  const ran = runOfText(state);
  if (!ran) return [];
  const { record, ended, program } = ran;
  const { clock } = program.options;
  const byLine = new Map<number, ErrorBelow>();
  const ends = [...record.ends.values()].filter(({ outcome }) => outcome === 'failed').sort((a, b) => a.atMs - b.atMs);
  for (const { lane, atMs, error } of ends) {
    const at = record.placeOf(lane, atMs - BEFORE);
    if (!error || at?.file !== file || byLine.has(at.line) || lane === 0) continue;
    const where = ` in ${record.lanes[lane]?.name ?? ''} at ${momentWords(atMs, clock)}`;
    byLine.set(at.line, { line: at.line, title: error.split('\n')[0]!, where, says: '' });
  }
  if (ended?.end.exit === 'raised') {
    const { type, message, line, file: of = 0 } = ended.end.error;
    const where = ` at ${momentWords(ended.totalMs, clock)}`;
    if (line !== undefined && of === file && !byLine.has(line))
      byLine.set(line, { line, title: message ? `${type}: ${message}` : type, where, says: '' });
  }
  return [...byLine.values()].slice(0, MOST);
}
