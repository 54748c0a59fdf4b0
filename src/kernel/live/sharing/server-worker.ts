/** The server process: the counter is an object of its own, and whoever wants to add to it sends a message. */
import { expose } from 'comlink';

const counter = {
  value: 0,
  add(steps: number): number {
    return (counter.value += steps);
  },
};

const server = {
  /** Serves one more worker, at the other end of this port. */
  serve(port: MessagePort): void {
    expose(counter, port);
  },
  value: (): number => counter.value,
};

export type Counter = typeof counter;
export type Server = typeof server;

expose(server);
