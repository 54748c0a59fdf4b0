/** What Python sees of further interpreters and of the queues between them: a part of `_k` (`calls.ts`). */
import type { ProgramProcess } from '../machine/program-process.ts';
import { type ProgramRun, placeFrom } from '../machine/program-run.ts';

/** What Python gives for bytes. */
export interface Bytes {
  toJs(): Uint8Array;
}

export function interpreterCalls({ interpreters, interpreterQueues }: ProgramRun, process: ProgramProcess) {
  return {
    interpreterId: () => interpreters.numberOf(process),
    interpretersAlive: () => String(interpreters.alive),
    interpreter: (file: number, line: number) => interpreters.create(placeFrom(file, line)),
    interpreterIsRunning: (number: number) => interpreters.isRunning(number),
    interpreterCalled: (number: number, asked: Bytes, file: number, line: number) =>
      interpreters.call(number, asked.toJs(), placeFrom(file, line)),
    interpreterServes: (answer: Bytes) => interpreters.serve(answer.toJs()),
    interpreterDropped: (number: number) => interpreters.drop(number),
    interpreterCloses: (number: number, file: number, line: number) =>
      interpreters.close(number, placeFrom(file, line)),
    interpreterQueue: (most: number, unbound: number) => interpreterQueues.make(most, unbound),
    interpreterQueues: () => interpreterQueues.all,
    interpreterQueueBound: (number: number, by: number) => interpreterQueues.bind(number, by),
    interpreterQueueEnds: (number: number) => interpreterQueues.end(number),
    interpreterQueueSays: (number: number, what: string) => interpreterQueues.says(number, what as 'most'),
    interpreterQueuePut: (number: number, item: Bytes, unbound: number, file: number, line: number) =>
      interpreterQueues.put(number, item.toJs(), unbound, placeFrom(file, line)),
    interpreterQueueGet: (number: number, file: number, line: number) =>
      interpreterQueues.get(number, placeFrom(file, line)),
  };
}
