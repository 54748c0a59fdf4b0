/** Writes what breaks into the text of a scenario: lines of the notation, as somebody would type them. */
import { readStatement } from '../../scenario/read-statement.ts';
import { idText, tokenize } from '../../scenario/tokens.ts';

/** `kill worker of #3 at 300ms`, on a line of its own at the end. */
export function withKill(text: string, whose: 'worker' | 'host', id: string, atMs: number): string {
  const end = text === '' || text.endsWith('\n') ? '' : '\n';
  return `${text}${end}kill ${whose} of ${idText(id)} at ${atMs}ms`;
}

/** Each line of tasks that says nothing of failing gets `fails 10%`; undefined where none could. */
export function withFailures(text: string, share: number): string | undefined {
  let changed = false;
  const lines = text.split('\n').map((line, k) => {
    const tokens = tokenize(line);
    const comment = tokens.at(-1)?.kind === 'comment' ? tokens.pop() : undefined;
    const fails = tokens.some(({ kind, text: word }) => kind === 'word' && word === 'fails');
    if (fails || !isTasks(line, k + 1)) return line;
    changed = true;
    const at = tokens.at(-1)!.to;
    return `${line.slice(0, at)} fails ${share * 100}%${comment ? ` ${line.slice(comment.from)}` : ''}`;
  });
  return changed ? lines.join('\n') : undefined;
}

function isTasks(line: string, number: number): boolean {
  try {
    return readStatement(line, number)?.type === 'tasks';
  } catch {
    return false;
  }
}
