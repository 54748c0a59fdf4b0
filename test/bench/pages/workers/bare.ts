/** The floor for messages: a number comes, the task is done, `true` goes back. A list of a rate sets that. */
import { setRate, task } from './rate.ts';

self.onmessage = ({ data }: MessageEvent<number | [number]>) => {
  self.postMessage(typeof data === 'number' ? task(data) : setRate(data[0]));
};
