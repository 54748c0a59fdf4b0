"""`_multiprocessing`: the semaphores under `multiprocessing`'s locks.

Differs from the real thing: the value is in the machine, and no name in the file system.
"""

import sys
import types

import _k
from overlap.machine import current, sync, waiting, where

RECURSIVE = 0


class SemLock:
    SEM_VALUE_MAX = 2147483647

    def __init__(self, kind, value, maxvalue, name, unlink):
        self._set(_k.semaphore(value, maxvalue), kind, maxvalue, None if unlink else name)

    def _set(self, handle, kind, maxvalue, name):
        self.handle, self.kind, self.maxvalue, self.name = handle, kind, maxvalue, name
        self._taken, self._owner = 0, None

    @classmethod
    def _rebuild(cls, handle, kind, maxvalue, name):
        made = cls.__new__(cls)
        made._set(handle, kind, maxvalue, name)
        return made

    def acquire(self, block=True, timeout=None):
        if self.kind == RECURSIVE and self._is_mine():
            self._taken += 1
            return True
        ms = 0 if not block else -1 if timeout is None else max(0, timeout) * 1000
        fallback = "lock" if self.maxvalue == 1 else "permit"
        if not sync(_k.semaphoreAcquire(self.handle, ms, *waiting(sys._getframe(1), fallback))):
            return False
        self._taken += 1
        self._owner = current[0]
        return True

    def release(self):
        if self.kind == RECURSIVE:
            if not self._is_mine():
                raise AssertionError("attempt to release recursive lock not owned by thread")
            if self._taken > 1:
                self._taken -= 1
                return
        file, line, _, _ = where(sys._getframe(1))
        if not sync(_k.semaphoreRelease(self.handle, file, line)):
            raise ValueError("semaphore or lock released too many times")
        self._taken -= 1

    def __enter__(self):
        self.acquire()
        return self

    def __exit__(self, *_):
        self.release()

    def _count(self):
        return self._taken

    def _is_mine(self):
        return self._taken > 0 and self._owner == current[0]

    def _get_value(self):
        return sync(_k.semaphoreValue(self.handle))

    def _is_zero(self):
        return self._get_value() == 0

    def _after_fork(self):
        self._taken = 0


def module():
    made = types.ModuleType("_multiprocessing")
    made.SemLock = SemLock
    made.sem_unlink = lambda name: None
    made.flags = {}
    return made
