/**
 * Runs again and again in one page: no worker, listener or memory is left behind. `npm run soak` makes it a thousand, whose table stands in
 * test/README.md; here it is short.
 */
import { expect, test } from '@playwright/test';

const RUNS = Number(process.env.SOAK_RUNS ?? 40);
/** How often it is looked at what is there. */
const LOOK_EVERY = 300;
/** After so many the compilers are done and the page's own stores are as full as they get. */
const WARM = Math.min(100, RUNS / 2);

test(`${RUNS} runs leave nothing behind`, async ({ page }) => {
  test.setTimeout(60_000 + RUNS * 1_000);
  const workers = { started: 0, ended: 0 };
  page.on('worker', (worker) => {
    workers.started++;
    worker.on('close', () => workers.ended++);
  });
  await page.goto('/#v1=4+x+sleep+1ms;2+x+cpu+0.2ms&workers=2&engines=web-workers,async-pool');
  await page.waitForFunction(() => 'overlap' in window);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  const count = async () => {
    for (let n = 0; n < 3; n++) await cdp.send('HeapProfiler.collectGarbage');
    const { metrics } = await cdp.send('Performance.getMetrics');
    const of = (name: string) => metrics.find((metric) => metric.name === name)!.value;
    // What the workers of a run share with the page: thirty a run.
    const { result } = await cdp.send('Runtime.evaluate', { expression: 'SharedArrayBuffer.prototype' });
    const { objects } = await cdp.send('Runtime.queryObjects', { prototypeObjectId: result.objectId! });
    const { result: shared } = await cdp.send('Runtime.callFunctionOn', {
      objectId: objects.objectId!,
      functionDeclaration: 'function () { return this.length; }',
      returnByValue: true,
    });
    for (const { objectId } of [result, objects]) await cdp.send('Runtime.releaseObject', { objectId: objectId! });
    return {
      listeners: of('JSEventListeners'),
      nodes: of('Nodes'),
      shared: Number(shared.value),
      heapMb: of('JSHeapUsedSize') / 1e6,
    };
  };
  const run = (times: number) =>
    page.evaluate(async (times) => {
      // Every other one is the page's own, drawn and kept as last run; every tenth is cancelled.
      for (let n = 0; n < times; n++)
        if (n % 2 === 0) await window.overlap.run({ engine: n % 20 === 0 ? 'threading.Thread' : 'web-workers' });
        else {
          document.querySelector<HTMLButtonElement>('.button.run')!.click();
          if (n % 10 === 9) document.querySelector<HTMLButtonElement>('.button.cancel')!.click();
          do await new Promise((frame) => requestAnimationFrame(frame));
          while (document.querySelector<HTMLButtonElement>('.button.run')!.disabled);
        }
    }, times);
  await run(WARM);
  const before = await count();
  let after = before;
  const say = (done: number) => {
    const { listeners, nodes, shared, heapMb } = after;
    const { started, ended } = workers;
    console.log(`| ${done} | ${started} | ${ended} | ${listeners} | ${nodes} | ${shared} | ${heapMb.toFixed(1)} |`);
  };
  console.log(
    '| runs | workers started | ended | listeners | nodes | shared buffers | heap (MB) |\n| --- | --- | --- | --- | --- | --- | --- |',
  );
  say(WARM);
  for (let done = WARM; done < RUNS; ) {
    const next = Math.min(done + LOOK_EVERY, RUNS);
    for (; done < next; done += 50) await run(Math.min(50, next - done));
    done = next;
    // Those of the last run may still be on their way out, and the page's own predictions have one.
    await expect.poll(() => page.workers().length).toBeLessThanOrEqual(1);
    after = await count();
    say(done);
  }
  expect(workers.started).toBeGreaterThan(RUNS);
  // What is left is the worker of the page's predictions, if any.
  expect(workers.started - workers.ended).toBeLessThanOrEqual(1);
  // What the page loads a few seconds after it opened has some of its own. One a run would be 20 at least.
  expect(after.listeners).toBeLessThanOrEqual(before.listeners + 10);
  expect(after.nodes).toBeLessThanOrEqual(before.nodes * 1.1 + 50);
  expect(after.shared).toBeLessThanOrEqual(before.shared + RUNS - WARM);
  expect(after.heapMb).toBeLessThanOrEqual(before.heapMb * 1.1 + 2);
});
