"""The memory under `multiprocessing.Value`, `Array` and `sharedctypes`.

Differs from the real thing: each process has a copy at an address of its own, and the machine hands the contents to whichever process runs;
so what one process writes reaches another at the end of a burst of computing, a switch interval later at the most. `multiprocessing.shared_memory` is missing.
"""

import ctypes
import sys
import types

import _k
from overlap.machine import place_of


class Arena:
    def __init__(self, size, fd=-1):
        self.size = size
        self._map(_k.newId())

    def _map(self, number):
        self.number = number
        self._bytes = (ctypes.c_char * self.size)()
        self.buffer = memoryview(self._bytes).cast("B")
        _k.shareMemory(number, ctypes.addressof(self._bytes), self.size)

    def __reduce__(self):
        return rebuild, (self.number, self.size)


def rebuild(number, size):
    arena = Arena.__new__(Arena)
    arena.size = size
    arena._map(number)
    return arena


def _shm_open(*_args, **_kwargs):
    file, line = place_of(sys._getframe(1))
    _k.missing("multiprocessing.shared_memory", file, line)
    raise NotImplementedError("multiprocessing.shared_memory is missing in this page: multiprocessing.Array shares memory too")


def posix_module():
    made = types.ModuleType("_posixshmem")
    made.shm_open = _shm_open
    made.shm_unlink = lambda _name: None
    return made


def install():
    from multiprocessing import heap, reduction

    reduction.ForkingPickler._extra_reducers.pop(heap.Arena, None)
    heap.Arena = Arena
