/** A worker of poolifier-web-worker; every task carries the rate, since one cannot be told to each worker. */
import { ThreadWorker } from 'poolifier-web-worker';
import { setRate, task } from './rate.ts';

let known = 0;

export interface Data {
  readonly ms: number;
  readonly roundsPerMs: number;
}

export default new ThreadWorker<Data, boolean>((data) => {
  const { ms, roundsPerMs } = data!;
  if (roundsPerMs !== known) setRate(roundsPerMs);
  known = roundsPerMs;
  return task(ms);
});
