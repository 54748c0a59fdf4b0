import { expect, test, vi } from 'vitest';
import { engineById } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { draftScenario } from '../../src/scenario/draft.ts';
import { causeNumber } from '../../src/trace/cause.ts';
import { outcomeNumber, Trace } from '../../src/trace/trace.ts';
import { errorOf, rowsOf, waitedIn } from '../../src/ui/dock/rows.ts';
import { reasonFor } from '../../src/ui/reason/choose.ts';
import { lifeOf } from '../../src/ui/reason/life.ts';
import type { Known, Reason } from '../../src/ui/reason/reason.ts';
import { plain } from '../../src/ui/words/sentence.ts';
import { knownState } from '../known-state.ts';

/** What the page knows of a text on some engines; `measured`: the prediction stands in for a run, too. */
function knownOf(
  text: string,
  engines: readonly string[],
  more: Partial<Known['state']> & { measured?: boolean } = {},
): Known {
  const scenario = draftScenario({ text, knobs: {}, engines });
  const machine = { cores: 2 };
  const sequentialMs = predict(engineById('sequential'), scenario, machine).totalMs;
  const { measured = false, ...state } = more;
  return {
    state: knownState(scenario, state),
    scenario,
    subjects: engines.map((id) => {
      const predicted = predict(engineById(id), scenario, machine);
      return { engine: engineById(id), predicted, measured: measured ? predicted : undefined };
    }),
    sequentialMs,
    sequentialMeasuredMs: undefined,
    whatIf: (engine, workers) => predict(engineById(engine), { ...scenario, workers }, machine).totalMs,
  };
}

const text = ({ says, notes, proposal }: Reason) =>
  [...says, ...(notes ?? []), ...(proposal ? [proposal.says] : [])].map(plain).join(' | ');

const THREE = ['web-workers', 'async-pool', 'semaphore'];
const ARTICLE = 'pool 3\nsleep 0..4';

test('before a run: who starts, who takes whose place, who waits', () => {
  const { title, says } = reasonFor(knownOf(ARTICLE, THREE));
  expect(title).toBe('What to expect');
  expect(says.map(plain)).toEqual([
    'By prediction all three take 5.00 s: tasks 0, 1 and 2 start at once, 3 takes the place of 0, and 4 waits 1.00 s until 1 is done.',
  ]);
});

test('before a run: a pool of several machines has the places of all of them', () => {
  const said = text(reasonFor(knownOf('hosts 2\npool 2\n9 x sleep 400ms', ['ray.get'])));
  expect(said).toContain('tasks 0, 1, 2 and 3 start at once, and the other five wait, 8 longest');
});

test('before a run: the one engine that differs is told, then what all others take', () => {
  const [loop, all] = [
    text(reasonFor(knownOf(ARTICLE, ['sequential', ...THREE]))),
    text(reasonFor(knownOf(ARTICLE, ['sequential', 'web-workers', 'asyncio.gather']))),
  ];
  expect(loop).toContain(
    'By prediction For loop takes 10.00 s and the other three take 5.00 s. With Web Workers, tasks',
  );
  expect(all).toContain('By prediction For loop takes 10.00 s, Web Workers 5.00 s, and asyncio.gather 4.00 s. With');
});

test('before a run that computes: how each engine computes, and that they take turns', () => {
  vi.stubGlobal('Worker', class {});
  vi.stubGlobal('crossOriginIsolated', true);
  const said = text(
    reasonFor(knownOf('pool 2\n8 x cpu 150ms', ['web-workers', 'async-pool', 'ThreadPoolExecutor.as_completed'])),
  );
  expect(said).toContain('Workers compute side by side on two cores: 600 ms.');
  expect(said).toContain('Main-thread async pool computes on the main thread, which stops for up to 150 ms: 1.20 s.');
  expect(said).toContain('Threads take turns of 5 ms under the GIL: 1.20 s.');
  expect(said).toContain('the engines run one after another');
  vi.unstubAllGlobals();
});

test('with many tasks only the longest wait is told', () => {
  const said = text(reasonFor(knownOf('pool 4\n100 x sleep 100ms', ['semaphore'])));
  expect(said).toContain(
    'By prediction it takes 2.50 s: tasks 0, 1, 2 and 3 start at once, and the other 96 wait, 96 longest: 2.40 s.',
  );
});

test('without tasks or engines it says so', () => {
  expect(text(reasonFor(knownOf('', THREE)))).toContain('There are no tasks');
  expect(text(reasonFor(knownOf(ARTICLE, [])))).toContain('No engine is chosen');
});

test('after a run of sleepers: the critical path, and one permit more', () => {
  const reason = reasonFor(knownOf(ARTICLE, ['semaphore'], { measured: true }));
  expect(reason.title).toBe('Why 5.00 s?');
  expect(reason.about).toBe('critical path, Semaphore-limited');
  expect(reason.line?.map(({ label, ms }) => [label, ms])).toEqual([
    ['task 1 slept', 1000],
    ['task 4 slept', 4000],
  ]);
  expect(reason.proposal?.workers).toBe(4);
  expect(text(reason)).toContain('A fourth permit: 5.00 → 4.00 s, by prediction.');
});

test('after the first run of all the reason is about the workers, not about the loop beside them', () => {
  const { title, about, says, proposal } = reasonFor(knownOf(ARTICLE, ['sequential', ...THREE], { measured: true }));
  expect([title, about]).toEqual(['Why 5.00 s?', 'critical path, Web Workers']);
  // What surprises is told in words, not only drawn.
  expect(says.map(plain)).toEqual([
    'Task 4 ends last. It waited 1.00 s for a worker. Tasks 1, 2 and 3 held all three workers until task 1 ended.',
  ]);
  expect(plain(proposal!.says)).toBe('A fourth worker: 5.00 → 4.00 s, by prediction.');
  expect(reasonFor(knownOf(ARTICLE, ['sequential'], { measured: true })).title).toBe('Why 10.00 s?');
});

test('where one place more is no faster it says what bounds it', () => {
  const reason = reasonFor(knownOf('pool 5\nsleep 0..4', ['web-workers'], { measured: true }));
  expect(reason.proposal).toBeUndefined();
  expect(text(reason)).toContain('No number of workers beats 4.00 s, the longest task.');
});

test('where tasks follow each other, it is their longest chain that bounds it', () => {
  const tasks = 'pool 8\nlist: sleep 0.2\nload after list: 6 x sleep 0.4\nmerge after load: sleep 0.3';
  expect(text(reasonFor(knownOf(tasks, ['async-pool'], { measured: true })))).toContain(
    'No number of slots beats 900 ms, the longest chain of tasks.',
  );
});

test('what a task of Ray takes is a CPU', () => {
  const reason = reasonFor(knownOf('pool 2\n6 x sleep 0.2', ['ray.get'], { measured: true }));
  expect(text(reason)).toMatch(/A third CPU: /);
});

test('after a run in which all waited to compute: why the speed-up is so small', () => {
  const reason = reasonFor(knownOf('pool 4\n8 x cpu 150ms', ['async-pool'], { measured: true }));
  expect(reason.title).toBe('Why only 1.00×?');
  expect(text(reason)).toContain('One task computed at a time.');
  expect(text(reason)).toContain('for the event loop');
  expect(text(reason)).toContain('No number of slots beats 1.20 s, the cpu work of one event loop.');
});

test('a selected task: what it waited for, who held it, the path to it', () => {
  const selected = { engine: 'semaphore', task: 4, attempt: 1 };
  const reason = reasonFor(knownOf(ARTICLE, THREE, { measured: true, selected }));
  expect(reason.title).toBe('Why was task 4 late?');
  const said = text(reason);
  expect(said).toContain('It waited 1.000 s for a permit. Tasks 1, 2 and 3 held all three permits until task 1 ended.');
  expect(said).toContain(' | It ended at 5.000 s, as predicted. | ');
  expect(said).toContain('Critical path: task 1, its permit, task 4; 100 % sleeping.');
  expect(said).toContain(' | A fourth permit: 5.00 → 4.00 s, by prediction.');
  expect(reason.line?.map(({ label, ms }) => [label, ms])).toEqual([
    ['for a permit', 1000],
    ['slept, as asked', 4000],
  ]);
});

test('a selected task that waited for nothing was not late', () => {
  const selected = { engine: 'web-workers', task: 1, attempt: 1 };
  const reason = reasonFor(knownOf(ARTICLE, THREE, { selected }));
  expect(reason.title).toBe('Task 1 was not late');
  expect(text(reason)).toContain('It began at once and waited for nothing.');
});

test('a task that depends on others says on whom', () => {
  const selected = { engine: 'web-workers', task: 3, attempt: 1 };
  const known = knownOf('pool 3\nload: 3 x sleep 200ms\nmerge after load: sleep 100ms', ['web-workers'], { selected });
  expect(text(reasonFor(known))).toContain('It waited 200 ms for other tasks. It comes after load.');
});

test('of several dependencies the last is named', () => {
  const selected = { engine: 'web-workers', task: 2, attempt: 1 };
  const known = knownOf(
    'pool 2\nload: sleep 100ms\nload: sleep 200ms\nmerge after load: sleep 100ms',
    ['web-workers'],
    {
      selected,
    },
  );
  expect(text(reasonFor(known))).toContain('It comes after load; task 1 ended last.');
});

test('who held the GIL while it waited for that, by the turns', () => {
  const engines = ['ThreadPoolExecutor.as_completed'];
  const selected = { engine: engines[0]!, task: 0, attempt: 1 };
  const said = text(reasonFor(knownOf('pool 2\n2 x cpu 50ms', engines, { selected })));
  expect(said).toMatch(/It waited (4[0-9]|50) ms for the GIL\. Meanwhile task 1 held the GIL for (4[0-9]|50) ms\./);
});

test('a measurement that took longer than predicted says of what, in the selected task too', () => {
  const known = knownOf('pool 1\n2 x cpu 100ms', ['web-workers'], {
    selected: { engine: 'web-workers', task: 0, attempt: 1 },
  });
  const [{ engine, predicted }] = known.subjects as [Known['subjects'][0]];
  const measured = predict(engineById(engine.id), known.scenario, { cores: 2, speed: 0.8, messageRoundTripMs: 10 });
  expect(text(reasonFor({ ...known, subjects: [{ engine, predicted, measured }] }))).toContain(
    'Predicted to end at 100 ms, ended at 130 ms: 25 ms computing and 5 ms message.',
  );
});

test('a lane that stood empty: nothing queued, and how idle the run was', () => {
  const idle = { engine: 'web-workers', lane: 2, fromMs: 2500, toMs: 2500 };
  const reason = reasonFor(knownOf(ARTICLE, THREE, { measured: true, idle }));
  expect(reason.title).toBe('Why was worker 3 idle?');
  expect(text(reason)).toBe(
    'Idle 3.00 s, from 2.00 s to 5.00 s: nothing queued.' +
      ' | In all, 33 % of three workers’ time was idle: 5.00 s nothing queued.',
  );
  expect(reason.line).toEqual([{ kind: 'thin', cause: undefined, ms: 3000, label: 'nothing queued' }]);
});

test('a lane that stood empty: others had to end first, a worker had to start, a permit was wanted', () => {
  const says = (text: string, engine: string, lane: number, atMs: number) => {
    const known = knownOf(text, [engine], { idle: { engine, lane, fromMs: atMs, toMs: atMs } });
    return plain(reasonFor(known).says[0]!);
  };
  expect(says('pool 2\nsleep 10ms\nlong: sleep 400ms\nthen after long: 2 x sleep 50ms', 'web-workers', 0, 100)).toBe(
    'Idle 390 ms, from 10 ms to 400 ms: two wait for task 1. Then task 2 began.',
  );
  expect(says('pool 1\n2 x sleep 100ms', 'semaphore', 1, 50)).toBe(
    'Idle 100 ms, from 0 ms to 100 ms: task 1 had yet to begin, waiting for a permit. Then task 1 began.',
  );
  expect(says('pool 1\n2 x sleep 100ms', 'semaphore', 0, 150)).toBe(
    'Idle 100 ms, from 100 ms to 200 ms: task 0 had ended.',
  );
});

test('an idle stretch that is no longer there says nothing of it', () => {
  const idle = { engine: 'web-workers', lane: 0, fromMs: 100, toMs: 200 };
  expect(reasonFor(knownOf(ARTICLE, THREE, { measured: true, idle: { ...idle, lane: 1 } })).title).toBe('Why 5.00 s?');
});

test('a run that was opened, and nothing else: its critical path', () => {
  const known = knownOf(ARTICLE, THREE);
  const { engine, predicted } = known.subjects[2]!;
  const opened = [{ engine: { ...engine, id: 'run:1', title: 'monday.json' }, predicted, measured: predicted }];
  const reason = reasonFor({ ...known, opened, whatIf: () => undefined });
  expect(reason).toMatchObject({ title: 'Why 5.00 s?', about: 'critical path, monday.json', lineMs: 5000 });
});

test('the shares of the critical path are told where computing was waited for', () => {
  const said = text(
    reasonFor(knownOf('pool 2\n4 x cpu 150ms', ['ThreadPoolExecutor.as_completed'], { measured: true })),
  );
  expect(said).toMatch(/Critical path: \d+ % computing,? (and )?\d+ % waiting for the GIL/);
});

test('while a run is under way: the task that will end last', () => {
  const known = knownOf(ARTICLE, ['web-workers'], { run: { kind: 'running', now: ['web-workers'], oneByOne: false } });
  const { scenario } = known;
  const trace = new Trace('measured', 'web-workers', { cores: 2 }, scenario);
  const row = trace.begin(4, 1, 1, 0, 1000);
  trace.addWait(row, causeNumber('worker'), 0, 1000, 1000);
  trace.addSegment(row, 0, 1000, Number.NaN);
  trace.nowMs = 3200;
  const reason = reasonFor({ ...known, subjects: [{ ...known.subjects[0]!, measured: trace }] });
  expect(reason.title).toBe('What everybody waits for: task 4');
  expect(text(reason)).toBe(
    'It waited 1.000 s for a worker and has slept 2.20 s of 4 s. | By prediction it ends at 5.00 s, 1.80 s from now.',
  );
});

test('cancelled: who keeps a result, who was stopped', () => {
  const known = knownOf(ARTICLE, ['web-workers'], { run: { kind: 'cancelled', atMs: 3200 } });
  const trace = new Trace('measured', 'web-workers', { cores: 2 }, known.scenario);
  for (const [task, end, outcome] of [
    [0, 0, 'ok'],
    [1, 1000, 'ok'],
    [4, 3200, 'cancelled'],
  ] as const) {
    const start = task === 4 ? 1000 : 0;
    const row = trace.begin(task, 0, 1, 0, start);
    trace.addSegment(row, 0, start, end);
    trace.spans.at.end[row] = end;
    trace.spans.at.outcome[row] = outcomeNumber(outcome);
  }
  trace.totalMs = 3200;
  const reason = reasonFor({ ...known, subjects: [{ ...known.subjects[0]!, measured: trace }] });
  expect(reason.title).toBe('Cancelled at 3.20 s');
  expect(text(reason)).toContain(
    'Tasks 0 and 1 finished and keep their results. Task 4 had slept 2.20 s of 4 s; it was stopped at once.',
  );
});

test('a link with an engine that is not here says which, and that the rest is shown', () => {
  const notice = { says: 'this link names an engine that is not here: warp', opened: true };
  const reason = reasonFor(knownOf(ARTICLE, THREE, { notice }));
  expect(reason.title).toBe('An engine of this link is missing');
  expect(text(reason)).toContain('This link names an engine that is not here: warp.');
  expect(text(reason)).toContain('Everything else in the link is shown.');
});

test('a broken link comes before everything', () => {
  const reason = reasonFor(
    knownOf(ARTICLE, THREE, { notice: { says: 'this link is damaged', opened: false }, measured: true }),
  );
  expect(reason.title).toBe('This link cannot be opened');
  expect(text(reason)).toContain('This link is damaged.');
});

test('every example has a reason in every state, and lives add up', () => {
  const texts = [
    '',
    'pool 2\n3 x cpu 10ms, sleep 20ms fails retry 1',
    'pool 1\na: cpu 5ms\nb after a: sleep 3ms dies',
    '20 x cpu 3ms',
  ];
  const engines = ['web-workers', 'semaphore', 'ThreadPoolExecutor.as_completed', 'asyncio.gather', 'sequential'];
  for (const each of texts) {
    for (const measured of [false, true]) {
      const known = knownOf(each, engines, { measured });
      expect(reasonFor(known).title).not.toBe('');
      for (const { engine, predicted } of known.subjects) {
        for (const [task] of known.scenario.tasks.entries()) {
          const selected = { engine: engine.id, task, attempt: 1 };
          expect(text(reasonFor({ ...known, state: { ...known.state, selected } }))).not.toMatch(/NaN|undefined/);
        }
        for (let row = 0; row < predicted!.spans.length; row++) {
          const { submit, end } = predicted!.spans.at;
          const sum = lifeOf(predicted!, row).reduce((all, { ms }) => all + ms, 0);
          expect(sum).toBeCloseTo(end[row]! - submit[row]!, 6);
        }
      }
    }
  }
});

test('figures: measured against predicted, and against For loop', () => {
  const [row] = rowsOf(knownOf(ARTICLE, ['semaphore'], { measured: true }));
  expect(row).toMatchObject({
    name: 'Semaphore-limited',
    makespan: '5.000 s',
    error: '+0.0 %',
    speedUp: '2.00×',
    utilisation: '67 %',
    waits: { place: '1.00 s', others: '0 ms', compute: '0 ms' },
    foretold: false,
  });
  const [before] = rowsOf(knownOf(ARTICLE, ['semaphore']));
  expect(before).toMatchObject({ makespan: 'not run yet', predicted: '5.000 s', error: '–', outline: true });
  // What the model says is there before anything ran, marked as its own.
  expect(before).toMatchObject({ speedUp: '2.00×', utilisation: '67 %', waits: { place: '1.00 s' }, foretold: true });
  expect([errorOf(1100, 1000), errorOf(990, 1000), errorOf(1000, 0)]).toEqual(['+10.0 %', '−1.0 %', '–']);
});

test('a run that was hidden or stopped is compared with nothing', () => {
  const known = knownOf(ARTICLE, ['semaphore'], { measured: true });
  known.subjects[0]!.measured!.facts.hidden = true;
  expect(rowsOf(known)[0]).toMatchObject({ makespan: '5.000 s', error: '–', speedUp: '–', waits: { place: '–' } });
});

test('figures: waiting for a place, for others and to compute are columns of their own, where somebody waits so', () => {
  const waited = (text: string, engines: readonly string[]) => {
    const rows = rowsOf(knownOf(text, engines));
    return { heads: waitedIn(rows), waits: rows[0]!.waits };
  };
  expect(waited(ARTICLE, ['web-workers']).heads).toEqual(['place']);
  const after = waited('pool 2\nload: 2 x sleep 200ms\nmerge after load: sleep 100ms', ['web-workers']);
  expect(after).toMatchObject({ heads: ['place', 'others'], waits: { place: '0 ms', others: '200 ms' } });
  const turns = waited('pool 2\n4 x cpu 200ms', ['ThreadPoolExecutor.as_completed']);
  expect(turns.heads).toEqual(['place', 'compute']);
});

const KILL = 'pool 2\n4 x sleep 400ms\nkill worker of #1 at 250ms';
const IMAP = 'multiprocessing.Pool.imap';

test('a caller that will wait for ever: whose result never comes, before and while it hangs', () => {
  const ready = reasonFor(knownOf(KILL, [IMAP]));
  expect(text(ready)).toContain(
    'multiprocessing.Pool.imap hangs, by prediction. The worker of task 1 died while it ran. The pool starts another ' +
      'worker, but it does not repeat the lost task and does not tell the caller. So task 1’s result never comes: the ' +
      'caller waits for ever.',
  );
  const hung = reasonFor(knownOf(KILL, [IMAP], { measured: true, run: { kind: 'hung', engines: [IMAP] } }));
  expect(hung.title).toBe('multiprocessing.Pool.imap hangs');
  expect(text(hung)).toContain('Press Cancel to end the run.');
  const ended = reasonFor(knownOf(KILL, [IMAP], { measured: true, run: { kind: 'cancelled', atMs: 3000 } }));
  expect(text(ended)).toContain('So task 1’s result never comes');
});

test('one that hangs beside others takes nothing from what is said of them', () => {
  const said = text(reasonFor(knownOf(KILL, ['web-workers', IMAP])));
  expect(said).toMatch(/^By prediction it takes 800 ms: .*multiprocessing\.Pool\.imap hangs, by prediction\./);
});

test('figures: what hangs has no makespan, what is drawn has a band', () => {
  expect(rowsOf(knownOf(KILL, [IMAP]))[0]).toMatchObject({ predicted: 'hangs', error: '–', band: '–' });
  const drawn = knownOf('pool 2\n3 x cpu 50ms', ['ThreadPoolExecutor.as_completed', 'web-workers']);
  expect(rowsOf(drawn).map(({ band }) => band)).toEqual(['…', '–']);
  const band = { fromMs: 1349, toMs: 1512 };
  const subjects = drawn.subjects.map((subject) => ({ ...subject, band }));
  expect(rowsOf({ ...drawn, subjects })[0]?.band).toBe('1.35 to 1.51 s');
});

test('figures: where an error comes from, and who was furthest off', async () => {
  const known = knownOf('pool 1\n4 x cpu 100ms', ['web-workers']);
  const [{ engine, predicted }] = known.subjects as [Known['subjects'][0]];
  const measured = predict(engineById(engine.id), known.scenario, { cores: 2, speed: 0.8, messageRoundTripMs: 10 });
  const [row] = rowsOf({ ...known, subjects: [{ engine, predicted, measured }] });
  expect(row?.error).toBe('+35.0 %');
  expect(plain(await row!.difference!())).toBe(
    'Predicted 400 ms, took 540 ms: 100 ms computing, 20 ms message, and 15 ms handing over a worker. ' +
      'Furthest off: task 3, which ended 135 ms later than predicted.',
  );
  const faster = predict(engineById(engine.id), known.scenario, { cores: 2, speed: 2, messageRoundTripMs: 10 });
  const [mixed] = rowsOf({ ...known, subjects: [{ engine, predicted, measured: faster }] });
  expect(plain(await mixed!.difference!())).toContain('−200 ms computing and +20 ms message');
});

test('where nobody takes results, the reason says how many tasks are done; what died and was done again is not lost', () => {
  const dies = 'pool 2\nacksLate on\nrejectOnWorkerLost on\n3 x sleep 100ms\nsleep 100ms dies on 1';
  expect(text(reasonFor(knownOf(dies, ['celery'], { measured: true })))).not.toContain('lost');
  const early = text(reasonFor(knownOf('pool 2\n3 x sleep 100ms\nsleep 100ms dies', ['celery'], { measured: true })));
  expect(early).toContain('Task 3 was lost: the process died under it. So 3 of 4 tasks are done.');
});

test('what an error costs is said by the reason: the results that the caller has', () => {
  const failing = 'pool 2\nsleep 100ms\nsleep 200ms fails\nsleep 400ms\nsleep 300ms';
  expect(text(reasonFor(knownOf(failing, ['ThreadPoolExecutor.map'], { measured: true })))).toContain(
    'The call raised TimeoutError at 200 ms: the caller has 1 of 4 results.',
  );
  expect(text(reasonFor(knownOf(failing, ['web-workers'], { measured: true })))).toContain(
    'One task failed: the caller has 3 of 4 results.',
  );
  expect(text(reasonFor(knownOf('pool 2\nsleep 1\nsleep 300ms dies', ['web-workers'], { measured: true })))).toContain(
    'Task 1 was lost: the worker died under it. So the caller has 1 of 2 results.',
  );
});

test('tasks that all wait are all said to wait, and one task alone is no pronoun', () => {
  const said = text(reasonFor(knownOf('pool 3\nsleep 1', THREE)));
  expect(said).toContain('By prediction all three take 1.00 s: the one task starts at once.');
});
