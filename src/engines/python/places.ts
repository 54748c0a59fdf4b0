/** The lanes of Python's engines: what one is, what a task waits for to get one, and what computing there takes. */
import { type LaneKind, lanesOf } from '../facts.ts';

export const POOL_THREAD = lanesOf('thread', { waitsFor: 'thread', cpu: 'gil', mortal: false });
export const OWN_THREAD = lanesOf('thread', { waitsFor: 'thread', cpu: 'gil', mortal: false });
/** A thread with an interpreter of its own: what its tasks compute needs that one's GIL, which nobody else wants. */
export const INTERPRETER: LaneKind = {
  ...lanesOf('thread', { waitsFor: 'thread', cpu: 'core', mortal: false }),
  one: 'interpreter',
  many: 'interpreters',
  ownMemory: true,
};
export const POOL_PROCESS = lanesOf('process', { waitsFor: 'worker', cpu: 'core', mortal: true });
export const OWN_PROCESS = lanesOf('process', { waitsFor: 'start-up', cpu: 'core', mortal: true });
export const COROUTINE = lanesOf('task', { waitsFor: 'loop', cpu: 'loop', mortal: false });
export const PERMIT = lanesOf('task', { waitsFor: 'permit', cpu: 'loop', mortal: false });
