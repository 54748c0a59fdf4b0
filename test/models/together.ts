/**
 * Many scenarios of an engine in one program, each a module of its own, run one after the other: that costs a fifth of as many programs. Only agreement
 * counts here: a scenario that differs, or left no word, is run again alone, and that decides.
 */
import type { Page } from '@playwright/test';
import type { Engine } from '../../src/engines/engine.ts';
import { askedOf, type Ran } from './against-cpython.ts';
import { programWithNotes, toldBy } from './program-with-notes.ts';
import { randomScenario } from './random-scenario.ts';

const FROM = 'FROM ';
const ENDS = 'ENDS ';

/** Modules are there before the first scenario begins, for a server of `forkserver` too; children that are spawned import only what they need. */
const main = (names: readonly string[], areImported: boolean): string => `import importlib
import multiprocessing
import sys
import threading
import traceback

import _k

NAMES = ${JSON.stringify(names)}
if ${areImported ? 'True' : '__name__ == "__main__"'}:
    for name in NAMES:
        importlib.import_module(name)


def rest():
    """What a scenario left behind ends before the next one begins."""
    for process in multiprocessing.active_children():
        process.join()
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and not thread.daemon:
            thread.join()
    multiprocessing.set_start_method(None, force=True)


if __name__ == "__main__":
    for name in NAMES:
        sys.stdout.write(f"${FROM}{name[1:]} {_k.now() * 1000!r}\\n")
        try:
            sys.modules[name].run_program()
        except BaseException:
            traceback.print_exc()
        rest()
        sys.stdout.write(f"${ENDS}{name[1:]} 0\\n")
`;

const asModule = (program: string): string =>
  program
    .replace('if __name__ == "__main__":', 'def run_program():')
    .replace(/set_start_method\(("\w+")\)/, 'set_start_method($1, force=True)');

/** What CPython did in the scenarios of those numbers; those are left out that left no word. */
export async function ranTogether(page: Page, engine: Engine, numbers: readonly number[]): Promise<Map<number, Ran>> {
  const byMachine = new Map<string, number[]>();
  for (const number of numbers) {
    const { machine } = askedOf(engine, number);
    const { startMethod } = randomScenario(engine, number);
    const group = JSON.stringify([machine, startMethod === 'spawn']);
    byMachine.set(group, [...(byMachine.get(group) ?? []), number]);
  }
  const all = new Map<number, Ran>();
  for (const [group, together] of byMachine) {
    const [machine, isSpawned] = JSON.parse(group) as [object, boolean];
    const names = together.map((number) => `s${number}`);
    const files = together.map((number): [string, string] => [
      `s${number}.py`,
      asModule(programWithNotes(engine.id, randomScenario(engine, number))),
    ]);
    const query = {
      code: main(names, !isSpawned),
      files: Object.fromEntries(files),
      machine,
      seed: together[0]!,
    };
    const printed = await page.evaluate(async (asked) => {
      const { output } = await window.overlap.python(asked);
      return output.filter(({ stream }) => stream === 'out');
    }, query);
    for (const [number, ran] of parts(printed)) all.set(number, ran);
  }
  return all;
}

/** What each scenario told, by its own clock. */
function* parts(printed: readonly { readonly stream: string; readonly text: string }[]): Generator<[number, Ran]> {
  let lines: { stream: string; text: string }[] = [];
  let from = 0;
  for (const line of printed.flatMap(({ stream, text }) =>
    text.split(/(?<=\n)/).map((one) => ({ stream, text: one })),
  )) {
    const [mark, number, at] = line.text.split(' ');
    if (`${mark} ` === FROM) {
      from = Number(at);
      lines = [];
    } else if (`${mark} ` === ENDS) yield [Number(number), { told: shifted(toldBy(lines), from), hung: false }];
    else lines.push(line);
  }
}

function shifted({ notes, last }: Ran['told'], from: number): Ran['told'] {
  return {
    notes: notes.map((note) => ({ ...note, start: note.start - from, end: note.end - from })),
    ...(last && {
      last: {
        ...last,
        totalMs: last.totalMs - from,
        yielded: last.yielded.map(([task, attempt, ms]) => [task, attempt, ms - from] as const),
      },
    }),
  };
}
