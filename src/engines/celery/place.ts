/** Where Celery's tasks are done: children of worker instances. */
import { lanesOf } from '../facts.ts';

export const CHILD = lanesOf('process', { waitsFor: 'worker', cpu: 'core', mortal: true });
