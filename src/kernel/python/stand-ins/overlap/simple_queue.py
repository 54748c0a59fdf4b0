"""`_queue`: `SimpleQueue`, the queue of thread pools.

As the C one of 3.13 and later (`_queuemodule.c`, `maybe_handoff_item`): an item is handed to whoever has waited longest, so that no
other thread can take it first. Differs from the real thing: it is a class in Python.
"""

import sys
import types
from collections import deque

import _k
from overlap.machine import block, now


class Empty(Exception):
    "Exception raised by Queue.get(block=0)/get_nowait()."


Empty.__module__ = "_queue"


class _Getter:
    __slots__ = ("event", "items")

    def __init__(self):
        self.event = _k.newId()
        self.items = []


class SimpleQueue:
    def __init__(self):
        self._items = deque()
        self._getters = deque()

    def put(self, item, block=True, timeout=None):
        while self._getters:
            getter = self._getters.popleft()
            # One whose time is over has not come to say so yet.
            if _k.notify(getter.event, 1):
                getter.items.append(item)
                return
        self._items.append(item)

    def put_nowait(self, item):
        self.put(item)

    def get(self, block=True, timeout=None):
        if timeout is not None and block and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        if self._items:
            return self._items.popleft()
        if not block:
            raise Empty
        return self._wait(timeout)

    def _wait(self, timeout):
        getter = _Getter()
        self._getters.append(getter)
        end = None if timeout is None else now() + timeout
        while not getter.items:
            left = None if end is None else max(0.0, end - now())
            if not block(getter.event, left, sys._getframe(1), "item") and not getter.items:
                if getter in self._getters:
                    self._getters.remove(getter)
                raise Empty
        return getter.items[0]

    def get_nowait(self):
        return self.get(False)

    def empty(self):
        return not self._items

    def qsize(self):
        return len(self._items)

    __class_getitem__ = classmethod(types.GenericAlias)


SimpleQueue.__module__ = "_queue"


def module():
    made = types.ModuleType("_queue")
    made.SimpleQueue = SimpleQueue
    made.Empty = Empty
    return made
