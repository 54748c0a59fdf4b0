/** The user's own Python in a real browser: what programs print and when, how they end, and that a run can be had again bit by bit. */
import { expect, type Page, test } from '@playwright/test';

interface Query {
  code: string;
  seed?: number;
  clock?: string;
  files?: Record<string, string>;
  machine?: unknown;
  pythonLike?: string;
}

async function open(page: Page): Promise<void> {
  await page.goto('');
  await page.waitForFunction(() => 'overlap' in window);
}

const run = (page: Page, query: Query) => page.evaluate((asked) => window.overlap.python(asked), query);

/** Each line with its time in whole tenths of a second. */
const printed = ({ output }: Awaited<ReturnType<typeof run>>) =>
  output
    .filter(({ stream }) => stream === 'out')
    .map(({ atMs, text }) => `${(Math.round(atMs / 100) / 10).toFixed(1)} ${text.trimEnd()}`);

const THREADS = `
import time
from concurrent import futures

def sleep_int(i):
    time.sleep(i)
    return i

with futures.ThreadPoolExecutor(max_workers=3) as executor:
    for result in executor.map(sleep_int, range(5)):
        print(result)
`;

const PROCESSES = `
import os, time
from multiprocessing import Pool, Process, Value

def square(x):
    time.sleep(0.1)
    return x * x

def add(value):
    for _ in range(20):
        with value.get_lock():
            value.value += 1

if __name__ == "__main__":
    with Pool(2) as pool:
        print(pool.map(square, range(4)))
    value = Value("i", 0)
    processes = [Process(target=add, args=[value]) for _ in range(3)]
    for p in processes: p.start()
    for p in processes: p.join()
    print(value.value)
`;

const TASKS = `
import asyncio, time

async def wait(n):
    await asyncio.sleep(n)
    print(n)

async def block():
    await asyncio.sleep(0.1)
    time.sleep(0.5)

async def main():
    async with asyncio.TaskGroup() as group:
        for n in (0.3, 0.2): group.create_task(wait(n))
        group.create_task(block())

asyncio.run(main())
`;

const DEADLOCK = `
import threading, time
a, b = threading.Lock(), threading.Lock()
def one():
    with a:
        time.sleep(0.1)
        with b: pass
def two():
    with b:
        time.sleep(0.1)
        with a: pass
for f in (one, two): threading.Thread(target=f, name=f.__name__).start()
`;

const RACE = `
import threading
class Box: value = 0
def get(): return Box.value
def work():
    for _ in range(5):
        value = get()
        Box.value = value + 1
threads = [threading.Thread(target=work) for _ in range(3)]
for t in threads: t.start()
for t in threads: t.join()
print(Box.value)
`;

/** What JavaScript has by name differs from browser to browser, in what there is and in its order: here it does for the worker. */
async function asAnotherBrowser(page: Page): Promise<{ readonly workers: number }> {
  const asked = { workers: 0 };
  const differently = `
    Object.defineProperty(Object.prototype, 'anotherName', { value() {} });
    {
      const iterators = Object.getPrototypeOf(Object.getPrototypeOf([].values()));
      if ('includes' in iterators) delete iterators.includes;
      else Object.defineProperty(iterators, 'includes', { value() {}, configurable: true });
    }`;
  await page.route('**/python-worker*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${differently}\n${await response.text()}` });
    asked.workers++;
  });
  return asked;
}

test('in steps a race loses updates by the seed, and the same ones where the memory image was made anew', async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000);
  await open(page);
  const here: Awaited<ReturnType<typeof run>>[] = [];
  for (let seed = 1; seed <= 6; seed++) here.push(await run(page, { code: RACE, clock: 'steps', seed }));
  const lost = here.findIndex(({ output }) => output.some(({ text }) => Number(text) < 15));
  expect(lost).toBeGreaterThanOrEqual(0);
  // A context of its own has no image from the first one.
  const context = await browser.newContext({ baseURL: new URL('/', page.url()).href });
  const other = await context.newPage();
  const asked = await asAnotherBrowser(other);
  await open(other);
  expect(await run(other, { code: RACE, clock: 'steps', seed: lost + 1 })).toEqual(here[lost]);
  expect(asked.workers).toBe(1);
  await context.close();
});

test('programs with threads, processes and tasks run in virtual time, and the same again after a reload', async ({
  page,
}) => {
  test.setTimeout(180_000);
  await open(page);
  const first = await run(page, { code: THREADS, seed: 7 });
  expect(first.exit).toBe('ended');
  expect(printed(first)).toEqual(['0.0 0', '1.0 1', '2.0 2', '3.0 3', '5.0 4']);
  expect(first.trace.source).toBe('executed');
  expect(first.trace.spans).toHaveLength(4);
  expect(first.trace.names?.lanes[1]).toBe('ThreadPoolExecutor-0_0');

  const processes = await run(page, { code: PROCESSES, machine: { forkserverStartMs: 60 } });
  expect(printed(processes)).toEqual(['0.3 [0, 1, 4, 9]', '0.3 60']);

  const tasks = await run(page, { code: TASKS });
  expect(printed(tasks)).toEqual(['0.6 0.2', '0.6 0.3']);

  const race = `import random\nprint(random.random())\n${THREADS}`;
  const before = await run(page, { code: race, seed: 3 });
  await page.reload();
  await page.waitForFunction(() => 'overlap' in window);
  const after = await run(page, { code: race, seed: 3 });
  expect(after).toEqual(before);
});

const ADDRESSES = `import multiprocessing, os, threading
class Thing: pass

def look(name):
    print(name, [id(it) for it in ([Thing() for _ in range(3)] + [bytearray(n) for n in (9, 600, 70_000)])], flush=True)

def child():
    look("child")
    thread = threading.Thread(target=look, args=["its thread"])
    thread.start()
    thread.join()
    look("child again")
    log.write("a child ")
    log.flush()
    with open("notes.txt", "a") as file:
        file.write("one ")

log = open("/tmp/log", "a")
if __name__ == "__main__":
    sum(i for i in range(300_000))
    look("main")
    for method in ("forkserver", "fork"):
        process = multiprocessing.get_context(method).Process(target=child)
        process.start()
        process.join()
    look("main again")
    print(sorted(os.listdir(".")), open("notes.txt").read(), open("/tmp/log").read())
`;

test('what ran before leaves nothing that a program could see, neither addresses nor files; its own files all of its processes see', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await open(page);
  const first = await run(page, { code: ADDRESSES });
  expect(first.exit).toBe('ended');
  expect(printed(first).at(-1)).toMatch(/\['main\.py', 'notes\.txt'\] one one {2}a child a child$/);
  await run(page, {
    code: `import os\nfile = open("left.txt", "w")\nfile.write("x" * 100_000)\nos.mkdir("folder")\n${PROCESSES}`,
  });
  expect((await run(page, { code: ADDRESSES })).output).toEqual(first.output);
});

const INTERPRETERS = `import os, time
from concurrent import interpreters
from concurrent.futures import InterpreterPoolExecutor

seen = []

class Own(Exception):
    pass

def count(n):
    seen.append(n)
    until = time.thread_time() + 0.2
    while time.thread_time() < until:
        pass
    return len(seen), os.getpid()

def fails(own):
    raise Own("mine") if own else ValueError("theirs")

def failing(call, *args):
    try:
        call(*args)
    except Exception as error:
        print(type(error).__name__, str(error).splitlines()[0])

if __name__ == "__main__":
    begun = time.perf_counter()
    with InterpreterPoolExecutor(2) as pool:
        print([n for n, pid in pool.map(count, range(2)) if pid == os.getpid()], seen)
    print(time.perf_counter() - begun < 0.3)
    with InterpreterPoolExecutor(1) as pool:
        print(pool.submit(lambda a, b: a + b, 1, 2).result())
        for own in (False, True):
            failing(pool.submit(fails, own).result)
        failing(pool.submit(len, (n for n in seen)).result)
    one, queue = interpreters.create(), interpreters.create_queue()
    one.prepare_main(x=20, queue=queue)
    one.exec("print(x + 1); queue.put((x, 'a'))")
    print(queue.get(), one.is_running())
    failing(one.exec, "1 / 0")
    one.close()
    failing(one.exec, "")
    print(interpreters.list_all(), interpreters.get_current())
`;

test('interpreters of one process compute side by side, each with globals of its own; what cannot cross is told', async ({
  page,
}) => {
  test.setTimeout(180_000);
  await open(page);
  const ran = await run(page, { code: INTERPRETERS, machine: 'ideal' });
  const out = ran.output.flatMap(({ stream, text }) => (stream === 'out' ? [text] : [])).join('');
  expect(out.trim().split('\n')).toEqual([
    '[1, 1] []',
    'True',
    '3',
    'ValueError theirs',
    expect.stringMatching(/^ExecutionFailed Own: mine/),
    expect.stringMatching(/^NotShareableError/),
    '21',
    "(20, 'a') False",
    expect.stringMatching(/^ExecutionFailed ZeroDivisionError/),
    expect.stringMatching(/^InterpreterNotFoundError/),
    '[Interpreter(0)] Interpreter(0)',
  ]);
  expect(ran.exit).toBe('ended');
  expect(ran.trace.names?.lanes.join()).toContain('InterpreterPoolExecutor-0_0');

  // Without a guard each interpreter would make others where it looks for the function.
  const unguarded = INTERPRETERS.replace('if __name__ == "__main__":', 'if True:');
  const again = await run(page, { code: unguarded, machine: 'ideal' });
  expect(again.exit).not.toBe('stopped');
  expect(again.output.map(({ text }) => text).join('')).toContain("use if __name__ == '__main__'");
});

test('a deadlock, an error, a program without end and one that breaks Python itself are told, and the next runs well', async ({
  page,
}) => {
  test.setTimeout(180_000);
  await open(page);
  const dead = await run(page, { code: DEADLOCK });
  expect(dead.exit).toBe('deadlock');
  const waits = 'waits' in dead ? dead.waits : [];
  expect(waits).toContainEqual({ who: 'one', for: 'b', heldBy: 'two', line: 7 });
  expect(waits).toContainEqual({ who: 'two', for: 'a', heldBy: 'one', line: 11 });

  const raised = await run(page, { code: 'def f(x):\n    return 1 / x\n\nf(0)\n' });
  expect(raised).toMatchObject({ exit: 'raised', code: 1, error: { type: 'ZeroDivisionError', line: 2 } });
  expect(await run(page, { code: 'x = 1\ndef f(:\n' })).toMatchObject({ error: { type: 'SyntaxError', line: 2 } });

  const stopped = await page.evaluate(() =>
    window.overlap.python({ code: 'while True: pass', signal: AbortSignal.timeout(700) }),
  );
  expect(stopped.exit).toBe('stopped');

  const deep = 'import sys\nsys.setrecursionlimit(10**6)\ndef f(n): return max([n], key=lambda x: f(n - 1))\nf(9)';
  expect((await run(page, { code: deep })).exit).toBe('stopped');
  expect(await run(page, { code: 'print(input())' })).toMatchObject({ error: { type: 'EOFError' } });

  const files = { 'bank.py': 'balance = 41' };
  expect(printed(await run(page, { code: 'import bank\nprint(bank.balance + 1)', files }))).toEqual(['0.0 42']);
});

const FUTURES = `import time
from pyodide import webloop

made = 0
create = webloop.WebLoop.create_future

def count(loop):
    global made
    made += 1
    return create(loop)

webloop.WebLoop.create_future = count
for _ in range(5):
    time.sleep(0.01)
print(made)
`;

test('who waits makes no future of Pyodide’s own loop, whose callbacks would be tasks of the worker', async ({
  page,
}) => {
  await open(page);
  expect(printed(await run(page, { code: FUTURES }))).toEqual(['0.1 0']);
});

test('bad input is refused with its place', async ({ page }) => {
  await open(page);
  const message = (query: unknown) =>
    page.evaluate(
      (asked) =>
        window.overlap.python(asked as never).then(
          () => '',
          (error: Error) => `${error.name}: ${error.message}`,
        ),
      query,
    );
  expect(await message({ code: 3 })).toMatch(/^InputError: code: expected the text of a program, found 3/);
  expect(await message({ code: '', clock: 'slow' })).toMatch(/^InputError: clock: /);
  expect(await message({ code: '', seed: -1 })).toMatch(/^InputError: seed: /);
  expect(await message({ code: '', realMs: 0 })).toMatch(/^InputError: realMs: /);
  expect(await message({ code: '', machine: { cores: 0 } })).toMatch(/^InputError: machine/);
});
