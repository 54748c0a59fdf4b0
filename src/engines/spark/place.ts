/** Where Spark's tasks are done: Python processes of executors. A task waits for a slot of an executor, not for a process. */
import { lanesOf } from '../facts.ts';

export const PLACE = lanesOf('process', { waitsFor: 'slot', cpu: 'core', mortal: true });
