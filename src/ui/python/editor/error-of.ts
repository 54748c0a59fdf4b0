/** What stands under a line of the file: why the program was not begun, or what it raised. */
import type { ProgramState } from '../../../store/python/program-state.ts';
import { momentWords } from '../says/times.ts';
import { runOfText } from '../shown-run.ts';
import type { ErrorBelow } from './error-below.ts';

export function errorOf(state: ProgramState, file: number): ErrorBelow | null {
  const { mistake } = state;
  if (mistake) {
    if (mistake.file !== file) return null;
    const kept = state.shown ? 'The picture is that of the last program that could be read.' : '';
    return { line: mistake.line, title: `${mistake.type}: ${mistake.message}`, where: '', says: kept };
  }
  const ran = runOfText(state);
  if (ran?.ended?.end.exit !== 'raised') return null;
  const { error } = ran.ended.end;
  if (error.line === undefined || (error.file ?? 0) !== file) return null;
  const at = momentWords(ran.ended.totalMs, ran.program.options.clock);
  return {
    line: error.line,
    title: error.message ? `${error.type}: ${error.message}` : error.type,
    where: ` at ${at}`,
    says: '',
  };
}
