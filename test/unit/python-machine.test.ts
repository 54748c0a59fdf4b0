/** The machine of the user's own Python: its GIL, cores, waits and locks, with stacks written in TypeScript. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultOptions } from '../../src/kernel/python/default-options.ts';
import { COMPUTING, Telling } from '../../src/kernel/python/machine/telling.ts';
import { HANDED_OVER, TIMED_OUT, WOKEN } from '../../src/kernel/python/machine/waits.ts';
import { DEFAULT_LIMITS } from '../../src/kernel/python/messages.ts';
import { ProgramTrace } from '../../src/kernel/python/record/program-trace.ts';
import { type Acts, runOnMachine } from '../programs-machine.ts';

/** A main stack that spawns these, waits until all have ended, and exits. */
const all =
  (...stacks: ((acts: Acts) => Promise<void>)[]) =>
  async (main: Acts): Promise<void> => {
    const done = 1_000_000;
    let left = stacks.length;
    for (const [place, does] of stacks.entries())
      main.spawn(`stack ${place}`, async (acts) => {
        await does(acts);
        if (--left === 0) acts.notify(done);
      });
    while (left > 0) await main.wait(done);
    main.exit(0);
  };

test('sleeps overlap and cost nothing', async () => {
  const { end, totalMs } = await runOnMachine(all(...[1, 2, 3].map((n) => (acts: Acts) => acts.sleep(n * 100))));
  expect(end).toEqual({ exit: 'ended', code: 0 });
  expect(totalMs).toBeCloseTo(300, 6);
});

test('threads that compute take turns of a switch interval under one GIL', async () => {
  const { totalMs, told } = await runOnMachine(all(...[0, 1].map(() => (acts: Acts) => acts.compute(50))));
  expect(totalMs).toBeCloseTo(100, 3);
  const waits = told.stretches[1]!.filter((stretch) => stretch.state === 'waiting' && stretch.for === 'gil');
  expect(waits.length).toBeGreaterThan(5);
  for (const { fromMs, toMs } of waits) expect(toMs - fromMs).toBeLessThanOrEqual(5 + 0.001);
});

test('what a thread has computed is told apart from what has passed, and what its process has from what it has itself', async () => {
  const told: number[][] = [];
  const work = (ms: number) => async (acts: Acts) => {
    await acts.compute(ms);
    await acts.sleep(10);
    told.push([acts.cpu('thread'), acts.cpu('process'), acts.now]);
  };
  await runOnMachine(all(work(30), work(40)));
  const [[first, , atFirst], [second, both, atSecond]] = told as [number[], number[]];
  expect(first).toBeCloseTo(30, 2);
  expect(second).toBeCloseTo(40, 2);
  expect(both).toBeCloseTo(70, 2);
  expect(atFirst).toBeGreaterThan(60);
  expect(atSecond).toBeCloseTo(80, 1);
});

test('processes on cores of their own end when they have computed, whatever the others do meanwhile', async () => {
  const ends: string[] = [];
  const work =
    (...lengths: number[]) =>
    async (acts: Acts) => {
      for (const ms of lengths) {
        await acts.compute(ms);
        ends.push(`${ms} at ${(await acts.look()).toFixed(1)}`);
      }
    };
  await runOnMachine(async (main) => {
    main.fork('one', work(32.6, 4.5, 20.7));
    main.fork('other', work(38.3, 10));
    await main.sleep(100);
    main.exit(0);
  });
  expect(ends).toEqual(['32.6 at 32.6', '4.5 at 37.1', '38.3 at 38.3', '10 at 48.3', '20.7 at 57.8']);
});

test('computing that the counter did not see is told by its line, and counted where that is asked for', async () => {
  const program = async (acts: Acts) => {
    await acts.compute(1);
    acts.inC(130);
    await acts.sleep(10);
    acts.exit(0);
  };
  const run = async (chargeC: boolean) => {
    const { told, totalMs } = await runOnMachine(program, { chargeC });
    return {
      found: told.findings.map(({ find, ...rest }) => [find, (rest as { measuredMs?: number }).measuredMs]),
      totalMs,
    };
  };
  expect((await run(false)).found).toEqual([['C code', 130]]);
  expect((await run(false)).totalMs).toBeCloseTo(11, 3);
  expect((await run(true)).totalMs).toBeCloseTo(141, 3);
});

test('a waiter for the GIL that did not have to wait takes no time from what computes elsewhere', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 80 })), {
        minLength: 1,
        maxLength: 5,
      }),
      fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 4 }),
      async (threads, parts) => {
        const ends: [ms: number, wanted: number][] = [];
        const main = async (acts: Acts) => {
          acts.fork('alone', async (alone) => {
            let computed = 0;
            for (const tenths of parts) {
              await alone.compute(tenths / 10);
              ends.push([await alone.look(), (computed += tenths / 10)]);
            }
          });
          for (const [place, [compute, sleep]] of threads.entries())
            acts.spawn(`${place}`, async (thread) => {
              for (let turn = 0; turn < 4; turn++) {
                await thread.compute(compute / 10);
                await thread.sleep(sleep / 10);
              }
            });
          await acts.sleep(500);
          acts.exit(0);
        };
        await runOnMachine(main, { machine: { cores: 2 } });
        expect(ends).toHaveLength(parts.length);
        for (const [ms, wanted] of ends) expect(ms).toBeCloseTo(wanted, 6);
      },
    ),
  );
});

test('what is left of a semaphore is what is left when its asker has computed so long, whoever really ran first', async () => {
  const seen: unknown[] = [];
  await runOnMachine(
    async (main) => {
      const lock = main.lock();
      main.fork('taker', async (acts) => {
        await acts.compute(1);
        await acts.acquire(lock);
        await acts.sleep(50);
      });
      for (const ms of [0.5, 2]) {
        await main.compute(ms);
        seen.push(await main.left(lock));
      }
      main.exit(0);
    },
    { machine: { cores: 2 } },
  );
  expect(seen).toEqual([1, 0]);
});

test('how often a stack gives up the CPU goes by the time of the program, never by real time: its memory would show it', async () => {
  const alone = fc.record({
    clock: fc.constantFrom('virtual' as const, 'steps' as const),
    switchIntervalMs: fc.constantFrom(0.5, 5, 50),
    parts: fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 6 }),
    lookMs: fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 5 }),
  });
  await fc.assert(
    fc.asyncProperty(alone, async ({ clock, switchIntervalMs, parts, lookMs }) => {
      const times = async (look: () => number) => {
        let gaveUp = 0;
        await runOnMachine(
          async (acts) => {
            for (const [line, tenths] of parts.entries()) {
              if (clock === 'steps') await acts.line(line + 1);
              await acts.compute(tenths / 10);
            }
            gaveUp = acts.gaveUp;
            acts.exit(0);
          },
          { clock, machine: { switchIntervalMs } },
          look,
        );
        return gaveUp;
      };
      let turn = 0;
      expect(await times(() => lookMs[turn++ % lookMs.length]!)).toBe(await times(() => 0));
    }),
  );
});

test('who gets the GIL is drawn from the seed, and the same seed draws the same', async () => {
  const program = all(...[0, 1, 2, 3].map(() => (acts: Acts) => acts.compute(30)));
  const trace = async (seed: number) => JSON.stringify((await runOnMachine(program, { seed })).told.stretches);
  expect(await trace(3)).toBe(await trace(3));
  const different = new Set(await Promise.all([1, 2, 3, 4, 5].map(trace)));
  expect(different.size).toBeGreaterThan(1);
});

test('a wait ends by its limit or by a notification, whichever comes first in virtual time', async () => {
  const seen: unknown[] = [];
  await runOnMachine(
    all(
      async (acts) => {
        seen.push(await acts.wait(7, 10), acts.now);
        seen.push(await acts.wait(7, 100), Math.round(acts.now));
      },
      async (acts) => {
        await acts.sleep(40);
        acts.notify(7);
      },
    ),
  );
  expect(seen[0]).toBe(TIMED_OUT);
  expect(seen[1]).toBeCloseTo(10, 6);
  expect(seen.slice(2)).toEqual([WOKEN, 40]);
});

test('a notification after a limit finds nobody, though the waiter has not had the GIL yet', async () => {
  let woken = -1;
  let answer: unknown;
  await runOnMachine(
    all(
      async (acts) => {
        answer = await acts.wait(7, 2);
      },
      async (acts) => {
        await acts.compute(4);
        woken = acts.notify(7);
      },
    ),
  );
  expect(answer).toBe(TIMED_OUT);
  expect(woken).toBe(0);
});

test('a lock is handed over to who has waited for more than a millisecond, else it is free (PyMutex)', async () => {
  const answers: unknown[] = [];
  const released: boolean[] = [];
  for (const ms of [0.5, 3])
    await runOnMachine(
      all(
        async (acts) => {
          await acts.sleep(ms);
          released.push(acts.unpark(7));
        },
        async (acts) => {
          answers.push(await acts.wait(7));
        },
      ),
    );
  expect(released).toEqual([false, true]);
  expect(answers).toEqual([WOKEN, HANDED_OVER]);
});

test('in steps each line is a stretch of its own, as long as a step, under its own number', async () => {
  const lines = async (acts: Acts) => {
    for (const line of [9, 10, 11]) await acts.line(line);
    acts.lineEnds();
  };
  const lone = await runOnMachine(
    async (main) => {
      await lines(main);
      main.exit(0);
    },
    { clock: 'steps' },
  );
  const stretches = (told: typeof lone.told, lane: number) =>
    told.stretches[lane]!.flatMap(({ state, at, fromMs, toMs }) =>
      state === 'computing' && at ? [[at.line, Math.round(toMs - fromMs)]] : [],
    );
  const each = [
    [9, 1],
    [10, 1],
    [11, 1],
  ];
  expect(stretches(lone.told, 0)).toEqual(each);
  expect(Math.round(lone.totalMs)).toBe(3);
  for (const seed of [1, 2, 3]) {
    const { told, totalMs } = await runOnMachine(all(lines, lines), { clock: 'steps', seed });
    expect(stretches(told, 1)).toEqual(each);
    expect(stretches(told, 2)).toEqual(each);
    expect(Math.round(totalMs)).toBe(6);
  }
});

test('when nobody can go on it is a deadlock', async () => {
  const { end, told } = await runOnMachine(async (main) => {
    main.spawn('one', async (acts) => {
      await acts.wait(1);
    });
    await main.wait(2);
  });
  expect(end.exit).toBe('deadlock');
  expect(told.findings.map(({ find }) => find)).toEqual(['deadlock']);
});

test('a program that never ends is stopped by its limits', async () => {
  const forever = async (acts: Acts) => {
    for (;;) await acts.compute(10);
  };
  const { end } = await runOnMachine(forever, { limits: { ...DEFAULT_LIMITS, virtualMs: 1000 } });
  expect(end).toMatchObject({ exit: 'stopped', why: 'limit' });
});

test('who cancels a run whose program is about to begin waits until it has begun, and it does no more than that', async () => {
  const seen: string[] = [];
  const main = async (acts: Acts) => {
    seen.push('begins');
    for (;;) {
      await acts.compute(1);
      seen.push('goes on');
    }
  };
  const cancelled = { exit: 'stopped', why: 'cancelled', message: 'The run was cancelled.' } as const;
  const { end } = await runOnMachine(main, {}, undefined, (start, { kernel }) => {
    setTimeout(start, 10);
    kernel.stop(cancelled);
    seen.push('is cancelled');
  });
  seen.push('is over');
  expect(end).toEqual(cancelled);
  await new Promise((later) => setTimeout(later, 30));
  expect(seen).toEqual(['is cancelled', 'begins', 'is over']);
});

test('a stop from outside waits for a stack that was let in and is not in yet: its interpreter is not to get another program', async () => {
  const seen: string[] = [];
  const cancelled = { exit: 'stopped', why: 'cancelled', message: 'The run was cancelled.' } as const;
  const { end } = await runOnMachine(
    async (acts) => {
      await acts.sleep(1);
      // It comes back to its interpreter only now.
      await new Promise((later) => setTimeout(later, 20));
      seen.push('is in');
      await acts.sleep(1);
      seen.push('goes on');
    },
    {},
    undefined,
    (start, { kernel }) => {
      start();
      setTimeout(() => {
        kernel.stop(cancelled);
        seen.push('is cancelled');
      }, 5);
    },
  );
  seen.push('is over');
  expect(end).toEqual(cancelled);
  await new Promise((later) => setTimeout(later, 40));
  expect(seen).toEqual(['is cancelled', 'is in', 'is over']);
});

test('a process knows that a stack was let in and has not begun: its interpreter is not to get another program', async () => {
  const entered: boolean[] = [];
  const crashed = { exit: 'stopped', why: 'crashed', message: 'Python itself broke down.' } as const;
  await runOnMachine(
    (acts) => acts.compute(1),
    {},
    undefined,
    (start, { kernel }) => {
      const [main] = kernel.processes.all.values();
      kernel.stop(crashed);
      entered.push(main!.isEntered);
      start();
      entered.push(main!.isEntered);
    },
  );
  expect(entered).toEqual([true, false]);
});

test('whatever stacks do, the stretches of a lane follow each other without gaps, and one GIL is held once at a time', async () => {
  const step = fc.record({ compute: fc.boolean(), ms: fc.double({ min: 0.01, max: 12, noNaN: true }) });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { maxLength: 6 }), { minLength: 1, maxLength: 5 }),
      fc.nat(),
      async (plans, seed) => {
        const stacks = plans.map((plan) => async (acts: Acts) => {
          for (const { compute, ms } of plan) await (compute ? acts.compute(ms) : acts.sleep(ms));
        });
        const { told, totalMs } = await runOnMachine(all(...stacks), { seed });
        const computing: { fromMs: number; toMs: number }[] = [];
        for (const list of told.stretches.filter(Boolean)) {
          for (const [place, stretch] of list.entries()) {
            if (place > 0) expect(stretch.fromMs).toBe(list[place - 1]!.toMs);
            expect(stretch.toMs).toBeGreaterThan(stretch.fromMs);
            if (stretch.state === 'computing') computing.push(stretch);
          }
        }
        computing.sort((one, other) => one.fromMs - other.fromMs);
        for (const [place, { fromMs }] of computing.entries())
          if (place > 0) expect(fromMs).toBeGreaterThanOrEqual(computing[place - 1]!.toMs - 1e-6);
        const cpu = plans.flat().reduce((sum, { compute, ms }) => sum + (compute ? ms : 0), 0);
        expect(totalMs).toBeGreaterThanOrEqual(cpu - 0.01);
        const trace = told.toTrace();
        expect(trace.spans.length).toBe(plans.length + 1);
      },
    ),
    { numRuns: 60 },
  );
});

test('how slow the computer is does not show: what is told is the same whenever the machine lets messages in', async () => {
  const step = fc.record({ compute: fc.boolean(), ms: fc.double({ min: 0.01, max: 30, noNaN: true }) });
  const plans = fc.array(fc.array(step, { maxLength: 5 }), { minLength: 1, maxLength: 3 });
  const looks = fc.array(fc.nat(20), { minLength: 1, maxLength: 20 });
  // Sums of such intervals depend on the order in which they are added.
  const intervals = fc.double({ min: 0.1, max: 5, noNaN: true });
  await fc.assert(
    fc.asyncProperty(plans, looks, intervals, async (stacks, real, switchIntervalMs) => {
      const main = all(
        ...stacks.map((plan) => async (acts: Acts) => {
          for (const { compute, ms } of plan) await (compute ? acts.compute(ms) : acts.sleep(ms));
        }),
      );
      let look = 0;
      const machine = { switchIntervalMs };
      const still = await runOnMachine(main, { machine });
      const unhurried = { machine, limits: { ...DEFAULT_LIMITS, realMs: Number.POSITIVE_INFINITY } };
      const busy = await runOnMachine(main, unhurried, () => real[look++ % real.length]!);
      expect(busy.told.stretches).toEqual(still.told.stretches);
      expect(busy.totalMs).toBe(still.totalMs);
    }),
    { numRuns: 40 },
  );
});

test('what computes on and on is told the same however the run is told in parts: no sum depends on where they end', () => {
  const part = fc.record({ lane: fc.nat(2), ms: fc.double({ min: 0.001, max: 5, noNaN: true }), told: fc.boolean() });
  fc.assert(
    fc.property(fc.array(part, { maxLength: 40 }), fc.option(fc.nat(20)), (parts, most) => {
      const limits = { ...DEFAULT_LIMITS, ...(most !== null && { stretches: most }) };
      const traceOf = (inParts: boolean): unknown => {
        const telling = new Telling(limits);
        const record = new ProgramTrace([], defaultOptions());
        const clocks = [0, 0, 0];
        for (const lane of clocks.keys()) {
          telling.lane({ is: 'thread', name: '', process: { pid: 1, name: '' }, madeMs: 0 }, COMPUTING);
          telling.begins(lane, 0);
        }
        for (const { lane, ms, told } of parts) {
          clocks[lane]! += ms;
          telling.computed(lane, ms);
          telling.does(lane, COMPUTING, clocks[lane]!);
          if (inParts && told) record.add(telling.news(clocks[lane]!));
        }
        telling.closeAll(Math.max(...clocks));
        record.add(telling.news(Math.max(...clocks)));
        return [record.stretches, telling.dropped];
      };
      expect(traceOf(true)).toEqual(traceOf(false));
    }),
  );
});

test('a lock of processes is not handed over: who gives it back and wants it again has it before the woken one is there (sem_post)', async () => {
  const order: string[] = [];
  const turns = (name: string, lock: number) => async (acts: Acts) => {
    for (let turn = 0; turn < 3; turn++) {
      await acts.acquire(lock);
      await acts.compute(1);
      order.push(name);
      await acts.release(lock);
    }
  };
  const run = async (threadStartMs: number) => {
    order.length = 0;
    const main = async (acts: Acts) => {
      const lock = acts.lock();
      acts.fork('a', turns('a', lock));
      acts.fork('b', turns('b', lock));
      await acts.sleep(100);
      acts.exit(0);
    };
    await runOnMachine(main, { machine: { cores: 2, threadStartMs } });
    return order.join('');
  };
  expect(await run(0.03)).toBe('aaabbb');
  // Where waking costs nothing, the woken one is there at once.
  expect(await run(0)).toBe('ababab');
});

test('an interpreter that starts up needs a core, as whatever computes does', async () => {
  const ends: number[] = [];
  const main = async (acts: Acts) => {
    for (const name of ['a', 'b'])
      acts.fork(name, async (others) => {
        await others.compute(100);
        ends.push(await others.look());
      });
    await acts.interpreter();
    ends.push(await acts.look());
    await acts.sleep(500);
    acts.exit(0);
  };
  const { totalMs } = await runOnMachine(main, { machine: { cores: 2, interpreterStartMs: 60 } });
  expect(totalMs).toBeLessThan(700);
  // Three share two cores: 60 ms of one take 90. After that 40 ms are left to each of the others.
  expect(ends.map((ms) => Math.round(ms))).toEqual([90, 130, 130]);
});
