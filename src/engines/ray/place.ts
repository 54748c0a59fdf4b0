/** Where Ray's tasks are done: worker processes on nodes. */
import { lanesOf } from '../facts.ts';

export const PLACE = lanesOf('process', { waitsFor: 'resources', cpu: 'core', mortal: true });
