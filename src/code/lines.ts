/** What the lines of a short program do, read from its text: where a task works, fails and waits, and where its caller waits. */
import type { Segment } from '../scenario/scenario.ts';
import type { Language } from './program.ts';

/** Lines are counted from 1. */
export interface ProgramLines {
  /** Where a task's time goes, in order. */
  readonly work: readonly { readonly line: number; readonly kind: Segment['kind'] }[];
  /** Each segment of a task has a line of its own, in their order; otherwise all of a kind share one. */
  readonly straight: boolean;
  /** Where a task ends badly. */
  readonly fails: readonly number[];
  /** Where a task that has begun waits for a place, and for others that it needs. */
  readonly place: number | undefined;
  readonly needs: number | undefined;
  /** Where the caller waits for results, and where it waits for the rest once it has been told of an error. */
  readonly caller: number | undefined;
  readonly afterError: number | undefined;
}

/** Stands over what a task does, in both languages. */
const TASK = 'One task: put your own work here.';

interface Signs {
  /** The line on which the caller's code begins. */
  readonly main: RegExp;
  /** Lines between the note of a task and its body. */
  readonly head: number;
  readonly sleep: RegExp;
  readonly cpu: RegExp;
  readonly fails: RegExp;
  readonly place: RegExp;
  readonly needs: RegExp;
  /** The first of these that any line of the caller's code has is where it waits. */
  readonly caller: readonly RegExp[];
  readonly afterError: readonly RegExp[];
}

const SIGNS: Readonly<Record<Language, Signs>> = {
  python: {
    main: /^(async )?def main\(/,
    head: 0,
    sleep: /\bsleep\(/,
    cpu: /\bcompute(?:_under)?\(/,
    fails: /^\s*(raise\b|os\._exit\()/,
    place: /async with permits\b|\basyncio\.to_thread\(/,
    needs: /\bawait asyncio\.gather\(\*\(ended\b/,
    caller: [
      /\bnext\(results\)|\bresults\.next\(/,
      /\bresults = (await|ray\.get|pool\.map)\b|\bpool\.map_async\(/,
      /\b(futures|connection|ray)\.wait\(|\bended\.get\(/,
      /\bfor .* in .*\b(done|results|pool\.\w+)\b/,
      /\.join\(|\bTaskGroup\(|\brun_until_complete\(/,
      /\.get\(|\bawait\b|\bpool\.\w+\(/,
    ],
    afterError: [/\bawait asyncio\.wait\(/, /^\s*with\b/],
  },
  typescript: {
    main: /^async function main\(/,
    head: 1,
    sleep: /\bsleep\(/,
    cpu: /\bcompute\(/,
    fails: /\bthrow\b/,
    place: /\bawait permits\.acquire\(/,
    needs: /\bconst needs = await\b/,
    caller: [/^\s*await Promise\.all\(/, /\bawait one\b/],
    afterError: [],
  },
};

export function linesOf(text: string, language: Language): ProgramLines {
  const lines = text.split('\n');
  const signs = SIGNS[language];
  const body = blockAfter(lines, lines.findIndex((line) => line.includes(TASK)) + signs.head);
  const main = blockAfter(
    lines,
    lines.findIndex((line) => signs.main.test(line)),
  );
  const among = (places: readonly number[], sign: RegExp) => places.find((at) => sign.test(lines[at]!));
  const first = (places: readonly number[], some: readonly RegExp[]) => {
    for (const sign of some) {
      const at = among(places, sign);
      if (at !== undefined) return at;
    }
    return undefined;
  };
  const counted = (at: number | undefined) => (at === undefined ? undefined : at + 1);
  const all = lines.map((_, at) => at);
  return {
    work: body.flatMap((at): ProgramLines['work'] => {
      const line = lines[at]!;
      if (signs.cpu.test(line)) return [{ line: at + 1, kind: 'cpu' }];
      return signs.sleep.test(line) ? [{ line: at + 1, kind: 'sleep' }] : [];
    }),
    straight: !body.some((at) => /^\s*for\b/.test(lines[at]!)),
    fails: body.filter((at) => signs.fails.test(lines[at]!)).map((at) => at + 1),
    place: counted(among(all, signs.place)),
    needs: counted(among(all, signs.needs)),
    caller: counted(first(main, signs.caller)),
    afterError: counted(first(main, signs.afterError)),
  };
}

/** The indices of the indented lines below a line; none where there is no such line. */
function blockAfter(lines: readonly string[], head: number): number[] {
  if (head < 0) return [];
  const block: number[] = [];
  for (let at = head + 1; at < lines.length && !/^\S/.test(lines[at]!); at++) if (lines[at] !== '') block.push(at);
  return block;
}

/** The line at which a task does a segment of its work (from 0); undefined where the program has none for it. */
export function lineOfWork(
  { work, straight }: ProgramLines,
  segment: number,
  kind: Segment['kind'],
): number | undefined {
  const own = straight ? work[segment] : work.find((one) => one.kind === kind);
  return own?.kind === kind ? own.line : undefined;
}
