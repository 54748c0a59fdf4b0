/**
 * A worker instance: its main process, one thread, with its event loop (`worker/consumer`, `worker/worker.py`, `kombu/transport/virtual`). It
 * fetches one message at a time as long as it may have more that are not acknowledged; holds what has an ETA; keeps to its rate limit;
 * lets tasks wait in line for a slot. What it has fetched never moves to another instance as long as it lives.
 */
import type { App, MainProcess } from './app.ts';
import type { Reader } from './broker.ts';
import { Children } from './children.ts';
import { ACKS_LATE, BROKER, CHILDREN, NO_PREFETCH, PREFETCH, RATE, REJECT } from './knobs.ts';
import { Line } from './line.ts';
import { Held, type MessageNumber, type Messages } from './messages.ts';

export class Instance implements Reader, MainProcess {
  alive = true;
  readonly children: Children;
  /** Fetched and not acknowledged. */
  readonly #unacked: Held;
  readonly #messages: Messages;
  /** Of these, held for their ETA. */
  #held = 0;
  /** Fetched and not answered by a child. */
  #requests = 0;
  #reading = false;
  /** Waiting for a token of the rate limit, and for a slot. */
  readonly #limited = new Line();
  readonly #line = new Line();
  #tokenAtMs = 0;
  #releasing = false;
  /** Its loop is kept until then (ms). */
  #busyUntilMs = 0;
  #asleep = false;
  readonly #late: boolean;
  readonly #rejects: boolean;
  readonly #most: number;
  readonly #mostRequests: number;
  readonly #tokenEveryMs: number;

  constructor(
    readonly app: App,
    readonly host: number,
  ) {
    const { env, rules } = app;
    this.#messages = app.broker.messages;
    this.#unacked = new Held(this.#messages, host + 1);
    const [children, multiplier] = [env.knob(CHILDREN), env.knob(PREFETCH)];
    const sqlite = env.knob(BROKER) === 'sqlite';
    this.#late = env.knob(ACKS_LATE) === 'on' || !rules.acksAtAccept;
    this.#rejects = env.knob(REJECT) === 'on';
    this.#most = multiplier === 0 ? Number.POSITIVE_INFINITY : children * multiplier;
    if (!rules.prefetch) this.#most = children;
    const disabled = env.knob(NO_PREFETCH) === 'on' && rules.disables && !sqlite;
    // SQLite's consumer thread blocks with one task in its hands when all children are busy.
    this.#mostRequests = sqlite ? children + 1 : disabled || !rules.prefetch ? children : Number.POSITIVE_INFINITY;
    const rate = rules.rate ? env.knob(RATE) : 0;
    this.#tokenEveryMs = rate > 0 ? 1000 / rate : 0;
    this.children = new Children(this, children);
  }

  /** Asks for the next message, if it may have one more. */
  look(): void {
    if (!this.alive || this.#reading || this.#requests >= this.#mostRequests) return;
    const extra = this.app.rules.etaIsExtra ? this.#held : 0;
    if (this.#unacked.length >= this.#most + extra) return;
    this.#reading = true;
    this.app.broker.read(this);
  }

  takes(message: MessageNumber): void {
    this.#reading = false;
    this.#unacked.add(message);
    this.#requests++;
    this.app.io.tell(this.app.costs.receive, this.#receives, message);
  }

  accepted(message: MessageNumber): void {
    if (!this.#late) this.#acknowledge(message);
  }

  answered(message: MessageNumber): void {
    if (!this.alive) return;
    this.#requests--;
    this.#acknowledge(message);
    this.dispatch();
  }

  lost(message: MessageNumber): void {
    this.#requests--;
    if (this.#late && (this.#rejects || !this.app.rules.lateLoses)) {
      this.#unacked.delete(message);
      if (this.app.rules.rejectsLast) this.app.broker.reject(message);
      else this.#line.pushFront(message);
      this.look();
      return;
    }
    this.#acknowledge(message);
    this.app.canvas.lose(this.#messages.taskOf(message), 'WorkerLostError', this.app.costs.result);
  }

  putBack(message: MessageNumber): void {
    this.#line.pushFront(message);
  }

  keep(ms: number): void {
    this.#busyUntilMs = Math.max(this.#busyUntilMs, this.app.io.now) + ms;
  }

  get keptMs(): number {
    return Math.max(0, this.#busyUntilMs - this.app.io.now);
  }

  dispatch(): void {
    if (this.#busyUntilMs > 0 && this.keptMs > 0) {
      if (this.#asleep) return;
      this.#asleep = true;
      this.#soon(this.keptMs, () => {
        this.#asleep = false;
        this.dispatch();
      });
      return;
    }
    while (this.#line.length > 0 && this.children.write(this.#line.first)) this.#line.shift();
    this.look();
  }

  gone(): void {
    this.alive = false;
    this.app.broker.stopReading(this);
  }

  readonly #receives = (message: MessageNumber) => {
    if (this.alive) this.#received(message);
  };

  #received(message: MessageNumber): void {
    const dueMs = this.#messages.dueMsOf(message);
    if (dueMs > 0 && dueMs > this.app.io.now) this.#hold(message, dueMs);
    else this.#limit(message);
    this.look();
  }

  /** Until its ETA. */
  #hold(message: MessageNumber, dueMs: number): void {
    const { env, io, costs } = this.app;
    this.#held++;
    this.#soon(dueMs - io.now + costs.etaLate, () => {
      this.#held--;
      env.waited(this.#messages.taskOf(message), 'countdown');
      this.#limit(message);
    });
  }

  /** A bucket of one token, full at first (`kombu/utils/limits.py`). */
  #limit(message: MessageNumber): void {
    if (this.#tokenEveryMs === 0) {
      if (!this.app.rules.retriesQueue && this.#messages.retriesOf(message) > 0) this.#line.pushFront(message);
      else this.#line.push(message);
      this.dispatch();
      return;
    }
    this.#limited.push(message);
    this.#release();
  }

  #release(): void {
    const { io } = this.app;
    if (this.#releasing) return;
    if (this.#limited.length > 0 && io.now >= this.#tokenAtMs) {
      this.#tokenAtMs = io.now + this.#tokenEveryMs;
      this.#line.push(this.#limited.shift());
      this.dispatch();
    }
    if (this.#limited.length === 0) return;
    this.#releasing = true;
    this.#soon(this.#tokenAtMs - io.now, () => {
      this.#releasing = false;
      this.#release();
    });
  }

  #acknowledge(message: MessageNumber): void {
    if (!this.#unacked.delete(message)) return;
    this.app.broker.acknowledge(message);
    this.look();
  }

  /** Does this after so long (ms), if it is still there. */
  #soon(ms: number, act: () => void): void {
    this.app.io.after(ms, () => {
      if (this.alive) act();
    });
  }
}
