/** Small changes of a program that answer what was found in its run. Pure: text in, text out. */
import type { Program } from './program.ts';

export type Fix =
  | ChangeOfText
  /** What C code took is counted. */
  | { readonly kind: 'charge C' };

type ChangeOfText =
  /** Lines `line` to `to` go below `with lock:`. */
  | { readonly kind: 'lock'; readonly file: number; readonly line: number; readonly to: number }
  /** What two lines say changes places; each keeps its indentation. */
  | { readonly kind: 'swap'; readonly file: number; readonly line: number; readonly other: number }
  /** All from the top-level statement at this line on goes below `if __name__ == "__main__":`. */
  | { readonly kind: 'guard'; readonly file: number; readonly line: number }
  | { readonly kind: 'new loop' }
  /** `time.sleep` in this line becomes an awaited `asyncio.sleep`. */
  | { readonly kind: 'await sleep'; readonly file: number; readonly line: number };

/** The program with the change; undefined where its text does not allow it. */
export function fixed(program: Program, fix: Fix): Program | undefined {
  if (fix.kind === 'charge C') return { ...program, options: { ...program.options, chargeC: true } };
  const at = 'file' in fix ? fix.file : 0;
  const file = program.files[at];
  if (!file) return undefined;
  const lines = changed(file.text.split('\n'), fix);
  return lines && { ...program, files: program.files.with(at, { ...file, text: lines.join('\n') }) };
}

function changed(lines: readonly string[], fix: ChangeOfText): readonly string[] | undefined {
  switch (fix.kind) {
    case 'lock':
      return locked(lines, fix.line, fix.to);
    case 'swap': {
      const [a, b] = [lines[fix.line - 1], lines[fix.other - 1]];
      if (a === undefined || b === undefined) return undefined;
      return lines.with(fix.line - 1, indentOf(a) + b.trim()).with(fix.other - 1, indentOf(b) + a.trim());
    }
    case 'guard':
      return guarded(lines, fix.line);
    case 'new loop': {
      const out = lines.map((line) => line.replace(/\basyncio\.get_event_loop\(\)/g, 'asyncio.new_event_loop()'));
      return out.some((line, i) => line !== lines[i]) ? out : undefined;
    }
    case 'await sleep': {
      const line = lines[fix.line - 1];
      const next = line?.replace(/\btime\.sleep\(/, 'await asyncio.sleep(');
      return next === undefined || next === line ? undefined : lines.with(fix.line - 1, next);
    }
  }
}

const indentOf = (line: string): string => /^\s*/.exec(line)![0];
const isBlank = (line: string): boolean => line.trim() === '';

function locked(lines: readonly string[], from: number, to: number): string[] | undefined {
  const block = lines.slice(from - 1, to);
  const indent = indentOf(block[0] ?? '');
  if (block.length === 0 || block.some((line) => !isBlank(line) && !line.startsWith(indent))) return undefined;
  const name = freeName(lines, 'lock');
  const module = lines.some((line) => /^import threading\b/.test(line));
  const making = [...(module ? [] : ['import threading']), `${name} = threading.Lock()`];
  const inside = block.map((line) => (isBlank(line) ? line : `    ${line}`));
  const out = [...lines.slice(0, from - 1), `${indent}with ${name}:`, ...inside, ...lines.slice(to)];
  return out.toSpliced(behindImports(lines), 0, ...making);
}

/** The place behind the last import at the top level, with the blank line after it. */
function behindImports(lines: readonly string[]): number {
  const last = lines.findLastIndex((line) => /^(?:import|from)\s/.test(line));
  return lines[last + 1] !== undefined && isBlank(lines[last + 1]!) ? last + 2 : last + 1;
}

function freeName(lines: readonly string[], name: string): string {
  const text = lines.join('\n');
  let free = name;
  for (let n = 2; new RegExp(`\\b${free}\\b`).test(text); n++) free = `${name}_${n}`;
  return free;
}

function guarded(lines: readonly string[], line: number): string[] | undefined {
  // The statement may have begun above the line in question.
  let from = line - 1;
  while (from > 0 && /^\s/.test(lines[from] ?? '')) from--;
  if (lines[from] === undefined || isBlank(lines[from]!)) return undefined;
  const inside = lines.slice(from).map((one) => (isBlank(one) ? one : `    ${one}`));
  return [...lines.slice(0, from), 'if __name__ == "__main__":', ...inside];
}
