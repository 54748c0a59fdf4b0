/** What comlink keeps of an ended worker: its endpoint, until each proxy of it is collected. */
import { expect, test } from 'vitest';
import { WorkerEndpoint, type WorkerLike } from '../../src/kernel/live/pool/worker-endpoint.ts';

test('a closed endpoint hears and sends nothing, and its signal holds no error: an error would hold whoever closed it', () => {
  const signals: AbortSignal[] = [];
  const sent: unknown[] = [];
  let ended = 0;
  const worker: WorkerLike = {
    postMessage: (message) => void sent.push(message),
    addEventListener: (_type, _listener, options) => void signals.push(options!.signal!),
    removeEventListener: () => {},
    terminate: () => void ended++,
  };
  const endpoint = new WorkerEndpoint(worker);
  endpoint.addEventListener('message', () => {});
  endpoint.postMessage('before');
  endpoint.close();
  endpoint.postMessage('after');
  endpoint.addEventListener('message', () => {});
  expect(sent).toEqual(['before']);
  expect(ended).toBe(1);
  expect(signals).toHaveLength(1);
  expect(signals[0]!.aborted).toBe(true);
  expect(signals[0]!.reason).not.toBeInstanceOf(Error);
});
