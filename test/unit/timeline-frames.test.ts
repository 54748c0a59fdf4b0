/** When frames come, on a browser's clock that the test turns by hand; and values that are loaded when they are first asked for. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Later } from '../../src/ui/timeline/model/later.ts';
import { type Act, EarlyEvents } from '../../src/ui/timeline/surface/early-events.ts';
import { FrameLoop } from '../../src/ui/timeline/surface/frame-loop.ts';

describe('the frame loop', () => {
  let due: Map<number, (clockMs: number) => void>;
  let requests: number;
  const next = (clockMs = 0) => {
    const [first] = due;
    if (!first) return false;
    due.delete(first[0]);
    first[1](clockMs);
    return true;
  };

  beforeEach(() => {
    due = new Map();
    requests = 0;
    vi.stubGlobal('requestAnimationFrame', (frame: (clockMs: number) => void) => {
      due.set(++requests, frame);
      return requests;
    });
    vi.stubGlobal('cancelAnimationFrame', (request: number) => due.delete(request));
  });
  afterEach(() => vi.unstubAllGlobals());

  function loopOf() {
    const done: string[] = [];
    const loop: FrameLoop = new FrameLoop({
      draw: (clockMs, moved) => done.push(`draw ${clockMs} ${moved ? 'moved' : 'as it was'} ${loop.inFrame}`),
      takeIn: () => done.push('take in'),
    });
    return { loop, done };
  }

  test('draws once, however often it is asked within a frame', () => {
    const { loop, done } = loopOf();
    loop.start();
    for (let i = 0; i < 5; i++) loop.draw();
    loop.redraw();
    loop.goOn();
    expect(next(16)).toBe(true);
    expect(done).toEqual(['draw 16 moved true']);
    expect([next(), loop.inFrame]).toEqual([false, false]);
  });

  test('does not read the page where only what is drawn has changed, and does not draw where nothing has', () => {
    const { loop, done } = loopOf();
    loop.start();
    loop.draw();
    next(0);
    loop.redraw();
    next(16);
    loop.goOn();
    next(32);
    expect(done).toEqual(['draw 0 moved true', 'draw 16 as it was true', 'take in']);
  });

  test('asks the browser for nothing before it has started and after it has stopped', () => {
    const { loop, done } = loopOf();
    loop.draw();
    expect(requests).toBe(0);
    loop.start();
    loop.draw();
    loop.stop();
    loop.draw();
    expect([next(), done, requests]).toEqual([false, [], 1]);
    loop.start();
    loop.draw();
    next(5);
    expect(done).toEqual(['draw 5 moved true']);
  });

  test('goes on after a frame that failed', () => {
    let fails = true;
    const loop = new FrameLoop({
      draw() {
        if (fails) throw new Error('this frame');
      },
      takeIn() {},
    });
    loop.start();
    loop.draw();
    expect(() => next()).toThrow('this frame');
    expect(loop.inFrame).toBe(false);
    fails = false;
    loop.draw();
    expect(next()).toBe(true);
  });
});

describe('a value for later', () => {
  test('is made once, and all who asked are told', async () => {
    const make = vi.fn(async () => 'made');
    const value = new Later(make);
    expect([value.now, make.mock.calls.length]).toEqual([undefined, 0]);
    const told = [vi.fn(), vi.fn()] as const;
    expect([value.get(told[0]), value.get(told[1]), value.get(undefined)]).toEqual([undefined, undefined, undefined]);
    expect(await value.load()).toBe('made');
    expect(value.get(told[0])).toBe('made');
    expect([make.mock.calls.length, told.map((one) => one.mock.calls.length)]).toEqual([1, [1, 1]]);
  });

  test('is there at once where it need not be loaded', async () => {
    const value = Later.now('here');
    const told = vi.fn();
    expect([value.now, value.get(told), await value.load(), told.mock.calls.length]).toEqual([
      'here',
      'here',
      'here',
      0,
    ]);
  });
});

describe('events that come early', () => {
  const eventsOf = (...types: string[]) => types.map((type) => new Event(type));
  const heardOf = () => {
    const acted: string[] = [];
    let loaded = (_act: Act) => {};
    const load = vi.fn(() => new Promise<Act>((resolve) => (loaded = resolve)));
    const early = new EarlyEvents(load);
    const arrive = async () => {
      loaded(({ type }) => void acted.push(type));
      await Promise.resolve();
      await Promise.resolve();
    };
    return { early, load, acted, arrive };
  };

  test('wait in order for the code that acts on them, which is loaded once', async () => {
    const { early, load, acted, arrive } = heardOf();
    expect(load).not.toHaveBeenCalled();
    expect(eventsOf('pointerenter', 'pointerdown', 'pointerup').map((event) => early.hear(event))).toEqual(
      Array(3).fill(false),
    );
    await arrive();
    expect(acted).toEqual(['pointerenter', 'pointerdown', 'pointerup']);
    expect(early.hear(eventsOf('keydown')[0]!)).toBe(true);
    expect([acted.at(-1), load.mock.calls.length]).toEqual(['keydown', 1]);
  });

  test('mean nothing once what they were about has left the page, before the code is there and after', async () => {
    for (const arrivesFirst of [true, false]) {
      const { early, acted, arrive } = heardOf();
      early.hear(eventsOf('pointermove')[0]!);
      if (arrivesFirst) await arrive();
      early.end();
      await arrive();
      expect(early.hear(eventsOf('pointermove')[0]!)).toBe(false);
      expect(acted).toEqual(arrivesFirst ? ['pointermove'] : []);
    }
  });
});
