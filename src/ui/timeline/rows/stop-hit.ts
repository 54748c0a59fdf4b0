/** A stop of the main thread, under the pointer. */
import type { Stop } from '../model/stops.ts';
import type { Hit } from './row.ts';

export interface StopHit extends Hit {
  readonly stop: Stop;
}
