/** The small scenarios that each engine's exported program is run with. */
import { languagesOf, programOf } from '../../src/code/program.ts';
import { acceptable } from '../../src/engines/acceptable.ts';
import type { Engine } from '../../src/engines/engine.ts';
import { ENGINES } from '../../src/engines/list.ts';
import { parseNotation } from '../../src/scenario/notation.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';

/** Where an engine runs: a process of Python, one of Node, or Celery's broker. */
export type Place = 'python' | 'node' | 'redis' | 'sqlite';

export interface Case {
  readonly engine: Engine;
  readonly name: string;
  readonly place: Place;
  readonly scenario: Scenario;
}

const TEXTS: Readonly<Record<string, string>> = {
  article: 'pool 3\nsleep 0ms\nsleep 250ms\nsleep 500ms\nsleep 750ms\nsleep 1s',
  equal: 'pool 2\n8 x sleep 200ms',
  cpu: 'pool 2\n6 x cpu 150ms',
  errors: 'pool 2\n3 x sleep 200ms\nsleep 100ms fails\nsleep 150ms',
  stages: 'pool 3\nload: sleep 150ms\nload: sleep 300ms\nload: sleep 200ms\nmerge after load: sleep 100ms',
  retries:
    'pool 2\nretryDelayMs 300\nmaxFailures 3\nheartbeatAtMs 500\nsleep 300ms\nsleep 150ms fails on 1 retry 2\n3 x sleep 200ms',
  chain: 'pool 2\na: sleep 150ms\nb after a: sleep 100ms\nc after b: sleep 200ms',
  // Nobody waits for it: before Python 3.13, and between processes, chance has it who takes a lock next.
  locked: 'pool 2\ncpu 60ms lock a, sleep 100ms\nsleep 80ms, cpu 60ms lock a\nsleep 160ms, cpu 60ms lock a',
};

/** Tasks that have one lock among them are of one computer, and of Python. */
const HAS_LOCKS = /^(?!ray|celery|spark)/;

/** Those that show what SQLite does; on Redis all are run. */
const ON_SQLITE = ['article', 'stages'];

/** Each engine's own ones: all that it takes and of which there is a program. */
export function cases(family: RegExp, places: readonly Place[]): Case[] {
  return ENGINES.filter(({ id }) => family.test(id)).flatMap((engine) =>
    Object.entries(TEXTS).flatMap(([name, text]) =>
      placesOf(engine.id, name).flatMap((place) => {
        if (!places.includes(place)) return [];
        if (name === 'locked' && !(place === 'python' && HAS_LOCKS.test(engine.id))) return [];
        const read = parseNotation(text).scenario;
        const scenario = place === 'redis' || place === 'sqlite' ? { ...read, broker: place } : read;
        try {
          acceptable(engine, scenario);
          const program = programOf(engine.id, scenario);
          // A program that says so fails in other attempts than was predicted.
          if (/^Left out: .*fail in some attempts only/m.test(program)) return [];
          return [{ engine, name, place, scenario }];
        } catch {
          return [];
        }
      }),
    ),
  );
}

function placesOf(engine: string, name: string): Place[] {
  if (languagesOf(engine)[0] === 'typescript') return ['node'];
  if (!engine.startsWith('celery')) return ['python'];
  const sqlite = ON_SQLITE.includes(name) && (engine === 'celery' || engine === 'celery.group');
  return sqlite ? ['redis', 'sqlite'] : ['redis'];
}
