/** Values that threads share: which updates are lost, and which values are worth a row. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Acts, runOnMachine } from '../../programs-machine.ts';

/** A main stack that runs these and waits for all. */
const all =
  (...stacks: ((acts: Acts) => Promise<void>)[]) =>
  async (main: Acts): Promise<void> => {
    let left = stacks.length;
    for (const [place, does] of stacks.entries())
      main.spawn(`stack ${place}`, async (acts) => {
        await does(acts);
        left--;
        acts.notify(99);
      });
    while (left > 0) await main.wait(99);
    main.exit(0);
  };

test('an update is lost where a lane writes what it made of an older value', async () => {
  const { told } = await runOnMachine(
    all(
      async (acts) => {
        const read = acts.read(1, '0');
        await acts.sleep(10);
        acts.write(1, '1', read);
      },
      async (acts) => {
        await acts.sleep(5);
        acts.write(1, '7', acts.read(1, '0'));
      },
    ),
  );
  const lost = told.findings.flatMap((one) => (one.find === 'lost update' ? [one] : []));
  expect(lost).toHaveLength(1);
  const { reader, writer, over } = lost[0]!;
  expect([reader, writer, over].map(({ lane, value }) => [lane, value])).toEqual([
    [1, '0'],
    [2, '7'],
    [1, '1'],
  ]);
  expect(Math.round(over.atMs)).toBe(10);
  expect(told.things.map(({ is, name }) => [is, name])).toEqual([['value', 'value 1']]);
  expect(told.levels.map(({ value, by }) => [value, by])).toEqual([
    ['0', undefined],
    ['7', 2],
    ['1', 1],
  ]);
});

test('who reads anew before it writes, or writes what comes from elsewhere, loses nothing', async () => {
  const { told } = await runOnMachine(
    all(
      async (acts) => {
        acts.read(1, '0');
        await acts.sleep(10);
        acts.write(1, '8', acts.read(1, '7'));
        await acts.sleep(10);
        acts.write(1, '0', 0);
      },
      async (acts) => {
        await acts.sleep(5);
        acts.write(1, '7', acts.read(1, '0'));
        await acts.sleep(10);
        acts.write(1, '9', acts.read(1, '8'));
      },
    ),
  );
  expect(told.findings).toEqual([]);
});

test('a value that one lane alone writes before others read it has no row', async () => {
  const { told } = await runOnMachine(async (main) => {
    main.write(1, '5', 0);
    await all(async (acts) => {
      acts.read(1, '5');
    })(main);
  });
  expect(told.things).toEqual([]);
  expect(told.levels).toEqual([]);
});

test('however lanes count: what is missing in the end is exactly what was found to be lost', async () => {
  const lane = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 })), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(fc.array(lane, { minLength: 2, maxLength: 4 }), async (lanes) => {
      let counter = 0;
      let stale = 0;
      let version = 0;
      const { told } = await runOnMachine(
        all(
          ...lanes.map((steps) => async (acts: Acts) => {
            for (const [before, between] of steps) {
              await acts.sleep(before);
              const [value, seen] = [counter, version];
              const read = acts.read(1, String(value));
              await acts.sleep(between);
              counter = value + 1;
              if (version > seen) stale++;
              version++;
              acts.write(1, String(counter), read);
            }
          }),
        ),
      );
      expect(told.findings.filter(({ find }) => find === 'lost update')).toHaveLength(stale);
      expect(stale > 0).toBe(counter < lanes.flat().length);
    }),
  );
});
