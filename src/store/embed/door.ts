/**
 * Answers the host of an embedded page. Only a page that embeds this one and whose origin the address names is heard; all others get no
 * answer, not even that there is none. What comes by a message is shown; a program waits until the reader presses Run.
 */
import type { Embedding } from './embedding.ts';
import { type Asked, isForUs, readAsked, type ToHost } from './messages.ts';

/** What a host may do with what is shown. Each rejects with an InputError or a RefusedError. */
export interface Playground {
  load(x: unknown): Promise<unknown>;
  run(): Promise<unknown>;
  cancel(): void;
  scenario(): unknown;
  link(): string;
  traces(): unknown;
  predict(query: unknown): Promise<unknown>;
  theme(name: unknown): void;
}

export function openDoor({ origins }: Embedding, playground: Playground): (message: ToHost) => void {
  const host = parent;
  const tell = (message: ToHost) => {
    // Only a host of a named origin gets it.
    for (const origin of origins) host.postMessage(message, origin);
  };
  addEventListener('message', ({ source, origin, data }: MessageEvent<unknown>) => {
    if (host === window || source !== host || !origins.includes(origin) || !isForUs(data)) return;
    const answer = (message: ToHost) => host.postMessage(message, origin);
    void answerOne(playground, data).then(answer);
  });
  return tell;
}

async function answerOne(playground: Playground, data: Record<string, unknown>): Promise<ToHost> {
  const id = Number.isSafeInteger(data.id) ? (data.id as number) : -1;
  try {
    return { overlap: 1, id, result: await done(playground, readAsked(data)) };
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    return { overlap: 1, id, error: { name, message } };
  }
}

async function done(playground: Playground, asked: Asked): Promise<unknown> {
  switch (asked.call) {
    case 'load':
      return playground.load(asked.with);
    case 'run':
      return playground.run();
    case 'cancel':
      return playground.cancel();
    case 'scenario':
      return playground.scenario();
    case 'link':
      return playground.link();
    case 'traces':
      return playground.traces();
    case 'predict':
      return playground.predict(asked.with);
    case 'theme':
      return playground.theme(asked.with);
  }
}
