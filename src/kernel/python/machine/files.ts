/** What a program asks of pipes and sockets: each call is answered at the end of the burst that makes it, in the order of virtual time. */
import type { Place } from '../messages.ts';
import { PipeEnd, pipe } from './pipes.ts';
import type { ProgramKernel } from './program-kernel.ts';
import { COMPUTING, type Doing } from './telling.ts';

/** Numbers of files below this are the interpreter's own. */
const FIRST_FILE = 1000;

/** What `write` and `connect` give where there is nobody at the other end. */
const NOBODY = -1;

export class Files {
  readonly #kernel: ProgramKernel;
  readonly #listeners = new Map<string, PipeEnd>();
  readonly #travelMs: number;
  #next = FIRST_FILE;

  constructor(kernel: ProgramKernel) {
    this.#kernel = kernel;
    this.#travelMs = (kernel.options.machine.pipeRoundTripMs ?? 0) / 2;
    kernel.ends.onClosed = (end) => this.#closed(end, kernel.time());
  }

  /** Two numbers: of a pipe the end to read from and the one to write to. */
  pipe(): [number, number] {
    const [a, b] = pipe();
    return [this.#open(a), this.#open(b)];
  }

  /** False where the process has no such file. */
  close(file: number): boolean {
    const { process } = this.#kernel.current!;
    const end = process.files.get(file);
    if (!end) return false;
    process.files.delete(file);
    this.#closed(end, this.#kernel.time());
    return true;
  }

  /** A second number for the same end. @throws where there is no such file */
  duplicate(file: number): number {
    return this.#open(this.#end(file));
  }

  /** Gives how many bytes were written, which are as many as there is room for, or -1 where nobody can read them. Waits while the pipe is full. */
  write(file: number, bytes: Uint8Array, doing: Doing, at: Place | undefined): Promise<unknown> {
    const kernel = this.#kernel;
    const to = this.#end(file).peer;
    return kernel.yield(
      (stack) => {
        if (!to || to.openIn === 0) return kernel.goOnNow(stack, NOBODY);
        const put = (): number => {
          const some = bytes.subarray(0, to.room);
          if (this.#travelMs > 0) kernel.at(kernel.now + this.#travelMs, () => to.put(some));
          else to.put(some);
          return some.length;
        };
        if (!to.isFull) return kernel.goOnNow(stack, put());
        kernel.does(stack, doing, at);
        kernel.release(stack);
        to.whenever(() => {
          if (stack.ended) return true;
          if (to.openIn === 0) kernel.goOn(stack, NOBODY);
          else if (to.isFull) return false;
          else kernel.goOn(stack, put());
          return true;
        });
      },
      COMPUTING,
      at,
    );
  }

  /** Up to so many bytes; none where nobody can write any more. */
  read(file: number, most: number, doing: Doing, at: Place | undefined): Promise<unknown> {
    const kernel = this.#kernel;
    const end = this.#end(file);
    return kernel.yield(
      (stack) => {
        kernel.release(stack);
        end.whenever(() => {
          if (stack.ended) return true;
          if (!end.isReadable) return false;
          kernel.goOn(stack, end.take(most));
          end.changed();
          return true;
        });
      },
      doing,
      at,
    );
  }

  /** Those of the files that can be read. Waits for one, or so long (ms); for ever if `ms` is negative. */
  poll(files: readonly number[], ms: number, doing: Doing, at: Place | undefined): Promise<unknown> {
    const kernel = this.#kernel;
    const ends = files.map((file) => this.#end(file));
    return kernel.yield(
      (stack) => {
        kernel.release(stack);
        let answered = false;
        const answer = (found: number[]) => {
          answered = true;
          kernel.goOn(stack, found);
        };
        const look = () => {
          if (answered || stack.ended) return true;
          const found = files.filter((_, place) => ends[place]!.isReadable);
          if (found.length > 0) answer(found);
          return found.length > 0;
        };
        if (look()) return;
        if (ms === 0) return answer([]);
        for (const end of ends) end.whenever(look);
        if (ms > 0) kernel.at(kernel.now + ms, () => answered || stack.ended || answer([]));
      },
      doing,
      at,
    );
  }

  /** An address to which others can connect. */
  listen(address: string): number {
    const end = new PipeEnd();
    end.backlog = [];
    this.#listeners.set(address, end);
    return this.#open(end);
  }

  /** Gives a file, or -1 where nobody listens. */
  connect(address: string, at: Place | undefined): Promise<unknown> {
    const kernel = this.#kernel;
    return kernel.yield(
      (stack) => {
        const listener = this.#listeners.get(address);
        if (!listener?.backlog || listener.openIn === 0) return kernel.goOnNow(stack, NOBODY);
        const [a, b] = pipe();
        // Until it is accepted the other end is open in the listener.
        b.openIn = 1;
        listener.backlog.push(b);
        listener.changed();
        kernel.goOnNow(stack, this.#openIn(stack.process.files, a));
      },
      COMPUTING,
      at,
    );
  }

  accept(file: number, doing: Doing, at: Place | undefined): Promise<unknown> {
    const kernel = this.#kernel;
    const listener = this.#end(file);
    return kernel.yield(
      (stack) => {
        kernel.release(stack);
        listener.whenever(() => {
          if (stack.ended) return true;
          const end = listener.backlog?.shift();
          if (!end) return false;
          end.openIn = 0;
          kernel.goOn(stack, this.#openIn(stack.process.files, end));
          return true;
        });
      },
      doing,
      at,
    );
  }

  /** A child gets these files of its parent, or all. */
  inherit(from: ReadonlyMap<number, PipeEnd>, to: Map<number, PipeEnd>, files: readonly number[] | 'all'): void {
    for (const [file, end] of from)
      if (files === 'all' || files.includes(file)) {
        to.set(file, end);
        end.openIn++;
      }
  }

  #end(file: number): PipeEnd {
    const end = this.#kernel.current!.process.files.get(file);
    if (!end) throw new Error('EBADF');
    return end;
  }

  #open(end: PipeEnd): number {
    return this.#openIn(this.#kernel.current!.process.files, end);
  }

  #openIn(files: Map<number, PipeEnd>, end: PipeEnd): number {
    const file = this.#next++;
    files.set(file, end);
    end.openIn++;
    return file;
  }

  #closed(end: PipeEnd, atMs: number): void {
    if (--end.openIn > 0) return;
    this.#kernel.at(atMs, () => {
      end.peer?.changed();
      end.changed();
    });
  }
}
