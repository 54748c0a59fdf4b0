/** Firefox over WebDriver BiDi, as far as the tests here need it: one browser, one tab at a time. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Params = Readonly<Record<string, unknown>>;

/** What answers and events have, as far as it is read here; each has some of it. */
interface Result {
  readonly context: string;
  readonly intercept: string;
  readonly result: { readonly type: string; readonly value: string };
  readonly exceptionDetails?: { readonly text: string };
  readonly level: string;
  readonly text: string;
  readonly source?: { readonly context: string };
  readonly isBlocked: boolean;
  readonly request: { readonly url: string; readonly request: string };
}

interface Told {
  readonly id?: number;
  readonly type: 'success' | 'error' | 'event';
  readonly method?: string;
  readonly params?: Result;
  readonly result?: Result;
  readonly error?: string;
  readonly message?: string;
}

/** Keys by their WebDriver code points. */
export const KEYS = {
  Escape: '\uE00C',
  Tab: '\uE004',
  Enter: '\uE007',
  Control: '\uE009',
  Backspace: '\uE003',
} as const;

export class Firefox {
  readonly #process: ChildProcess;
  readonly #profile: string;
  readonly #socket: WebSocket;
  readonly #asked = new Map<number, { resolve(result: Result): void; reject(error: Error): void }>();
  readonly #heard = new Set<(method: string, params: Result) => void>();
  #ids = 0;

  private constructor(process: ChildProcess, profile: string, socket: WebSocket) {
    this.#process = process;
    this.#profile = profile;
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => this.#hear(JSON.parse(String(data)) as Told));
  }

  /** Starts it without a window, with nothing kept but these preferences, and opens a session. */
  static async start(path: string, preferences: Readonly<Record<string, boolean>> = {}): Promise<Firefox> {
    const profile = mkdtempSync(join(tmpdir(), 'overlap-firefox-'));
    const lines = Object.entries(preferences).map(([name, value]) => `user_pref("${name}", ${value});\n`);
    writeFileSync(join(profile, 'user.js'), lines.join(''));
    const args = ['--headless', '--no-remote', '--remote-debugging-port=0', '--profile', profile];
    // Its window is as large as the page needs to show lanes and panels at once.
    const env = { ...globalThis.process.env, MOZ_HEADLESS_WIDTH: '1440', MOZ_HEADLESS_HEIGHT: '1000' };
    const process = spawn(path, args, { stdio: ['ignore', 'ignore', 'pipe'], env });
    const address = await new Promise<string>((resolve, reject) => {
      let said = '';
      process.stderr!.on('data', (data) => {
        said += data;
        const found = /WebDriver BiDi listening on (ws:\S+)/.exec(said)?.[1];
        if (found) resolve(found);
      });
      process.on('exit', (code) => reject(new Error(`Firefox ended with code ${code} before it listened: ${said}`)));
    });
    const socket = new WebSocket(`${address}/session`);
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve);
      socket.addEventListener('error', () => reject(new Error(`no connection to ${address}`)));
    });
    const firefox = new Firefox(process, profile, socket);
    await firefox.ask('session.new', { capabilities: {} });
    await firefox.ask('session.subscribe', { events: ['log.entryAdded', 'network.beforeRequestSent'] });
    return firefox;
  }

  ask(method: string, params: Params): Promise<Result> {
    const id = ++this.#ids;
    this.#socket.send(JSON.stringify({ id, method, params }));
    return new Promise((resolve, reject) => this.#asked.set(id, { resolve, reject }));
  }

  on(heard: (method: string, params: Result) => void): () => void {
    this.#heard.add(heard);
    return () => this.#heard.delete(heard);
  }

  async open(): Promise<Tab> {
    const { context } = await this.ask('browsingContext.create', { type: 'tab' });
    await this.ask('browsingContext.setViewport', { context, viewport: { width: 1440, height: 900 } });
    return new Tab(this, context);
  }

  async end(): Promise<void> {
    await Promise.race([this.ask('browser.close', {}), new Promise((done) => setTimeout(done, 5_000))]);
    this.#socket.close();
    if (this.#process.exitCode === null) {
      const ended = new Promise((done) => this.#process.on('exit', done));
      this.#process.kill();
      await ended;
    }
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 3 });
  }

  #hear({ id, type, method = '', params, result, error, message }: Told): void {
    if (id === undefined) {
      for (const heard of this.#heard) heard(method, params!);
      return;
    }
    const asked = this.#asked.get(id);
    this.#asked.delete(id);
    if (type === 'error') asked?.reject(new Error(`${error}: ${message}`));
    else asked?.resolve(result!);
  }
}

type Pressed = Window & { heardPress?: boolean };

/** In the page: where the middle of the button or tab of this name is, once it stands still; it notes whether it hears a click. */
async function pointOf(name: string): Promise<{ x: number; y: number } | undefined> {
  const nameOf = (one: HTMLElement) =>
    (one.ariaLabel ?? one.textContent?.trim().replace(/\s+/g, ' ') ?? '').split(' Ctrl')[0]!;
  const all = [...document.querySelectorAll<HTMLElement>('button, [role=tab], a')].filter(
    (one) => one.checkVisibility() && !(one as HTMLButtonElement).disabled,
  );
  const named = all.find((one) => nameOf(one) === name) ?? all.find((one) => nameOf(one).startsWith(name));
  if (!named) return undefined;
  named.scrollIntoView({ block: 'nearest' });
  const before = named.getBoundingClientRect();
  await new Promise((frame) => requestAnimationFrame(() => requestAnimationFrame(frame)));
  const box = named.getBoundingClientRect();
  if (box.x !== before.x || box.y !== before.y || box.width !== before.width) return undefined;
  const noted = window as Window & { heardPress?: boolean };
  noted.heardPress = false;
  const hear = () => {
    noted.heardPress = true;
  };
  named.addEventListener('click', hear, { once: true });
  return { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) };
}

export class Tab {
  /** What the page said as errors on its console, or threw. */
  readonly errors: string[] = [];
  readonly #firefox: Firefox;
  readonly #context: string;
  readonly #stopHearing: () => void;

  constructor(firefox: Firefox, context: string) {
    this.#firefox = firefox;
    this.#context = context;
    this.#stopHearing = firefox.on((method, { level, text, source }) => {
      if (method === 'log.entryAdded' && level === 'error' && source?.context === context) this.errors.push(text);
    });
  }

  async goto(url: string): Promise<void> {
    await this.#firefox.ask('browsingContext.navigate', {
      context: this.#context,
      url: 'about:blank',
      wait: 'complete',
    });
    await this.#firefox.ask('browsingContext.navigate', { context: this.#context, url, wait: 'complete' });
  }

  /** What a function gives in the page, as JSON has it. */
  async evaluate<A, T>(inPage: (given: A) => T | Promise<T>, given?: A): Promise<T> {
    const call = `(async () => JSON.stringify(await (${inPage})(${JSON.stringify(given)})))()`;
    const { result, exceptionDetails } = await this.#firefox.ask('script.evaluate', {
      expression: call,
      target: { context: this.#context },
      awaitPromise: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.text);
    return result.type === 'undefined' ? (undefined as T) : (JSON.parse(result.value) as T);
  }

  /** Waits until a function gives something true in the page, and gives that. */
  async until<A, T>(inPage: (given: A) => T | Promise<T>, given?: A, ms = 20_000): Promise<T> {
    for (const end = Date.now() + ms; ; ) {
      const found = await this.evaluate(inPage, given);
      if (found) return found;
      if (Date.now() > end) throw new Error(`not within ${ms} ms: ${inPage}`);
      await new Promise((done) => setTimeout(done, 50));
    }
  }

  /** Presses the button or tab of this name with the mouse: again where it has moved away from under the pointer meanwhile. */
  async press(name: string): Promise<void> {
    for (const end = Date.now() + 20_000; ; ) {
      const at = await this.until(pointOf, name);
      await this.#act('pointer', [
        { type: 'pointerMove', ...at! },
        { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 },
      ]);
      // A page that was loaded anew has no note of it.
      if (await this.evaluate(() => (window as Pressed).heardPress ?? true)) return;
      if (Date.now() > end) throw new Error(`${name} was pressed, and did not hear it`);
    }
  }

  /** Types text with the keyboard; `with` is held down meanwhile. */
  async type(text: string, held?: string): Promise<void> {
    const keys = [...text].flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ]);
    const all = held ? [{ type: 'keyDown', value: held }, ...keys, { type: 'keyUp', value: held }] : keys;
    await this.#act('key', all);
  }

  /** Requests for such addresses fail, until the function that it gives is called. */
  async withhold(address: RegExp): Promise<() => Promise<void>> {
    const { intercept } = await this.#firefox.ask('network.addIntercept', { phases: ['beforeRequestSent'] });
    const stop = this.#firefox.on((method, { isBlocked, request }) => {
      if (method !== 'network.beforeRequestSent' || !isBlocked) return;
      const answer = address.test(request.url) ? 'network.failRequest' : 'network.continueRequest';
      this.#firefox.ask(answer, { request: request.request }).catch(() => {});
    });
    return async () => {
      await this.#firefox.ask('network.removeIntercept', { intercept });
      stop();
    };
  }

  async close(): Promise<void> {
    this.#stopHearing();
    await this.#firefox.ask('browsingContext.close', { context: this.#context });
  }

  async #act(type: 'pointer' | 'key', actions: readonly Params[]): Promise<void> {
    await this.#firefox.ask('input.performActions', { context: this.#context, actions: [{ type, id: type, actions }] });
  }
}
