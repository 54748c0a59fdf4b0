"""`_interpqueues`: the queues of `concurrent.interpreters`.

Differs from the real thing: items are pickled (`crossing.py`) and lie in the machine.
"""

import sys
import types

import _k
from overlap.crossing import packed, unpacked
from overlap.machine import place_of, sync

UNFOUND, FULL = "unfound", "full"


class QueueError(Exception):
    "Indicates that a queue-related error happened."


class QueueNotFoundError(QueueError):
    "An unrecognized queue was given"


for error in (QueueError, QueueNotFoundError):
    error.__module__ = "concurrent.interpreters"

errors = {}
"""What the library raises for a queue that is empty, and for one that is full."""


def _register_heap_types(_queue, empty, full):
    errors["empty"], errors["full"] = empty, full


def _found(number, answer):
    if answer == UNFOUND:
        raise QueueNotFoundError(f"queue {number} not found")
    return answer


def create(maxsize=0, unboundop=3, fallback=-1):
    return _k.interpreterQueue(max(0, maxsize), unboundop)


def destroy(number):
    _found(number, _k.interpreterQueueEnds(number))


def list_all():
    return [tuple(map(int, row.split(":"))) + (-1,) for row in _k.interpreterQueues().split(",") if row]


def bind(number):
    _found(number, _k.interpreterQueueBound(number, 1))


def release(number):
    _found(number, _k.interpreterQueueBound(number, -1))


def get_maxsize(number):
    return _found(number, _k.interpreterQueueSays(number, "most"))


def get_count(number):
    return _found(number, _k.interpreterQueueSays(number, "count"))


def is_full(number):
    most = get_maxsize(number)
    return 0 < most <= get_count(number)


def get_queue_defaults(number):
    return _found(number, _k.interpreterQueueSays(number, "unbound")), -1


def put(number, it, unboundop=-1, fallback=-1):
    data = packed(it)
    answer = _found(number, sync(_k.interpreterQueuePut(number, data, unboundop, *place_of(sys._getframe(1)))))
    if answer == FULL:
        raise errors["full"](f"queue {number} is full")


def get(number):
    answer = _found(number, sync(_k.interpreterQueueGet(number, *place_of(sys._getframe(1)))))
    if answer is None:
        raise errors["empty"](f"queue {number} is empty")
    if isinstance(answer, (int, float)):
        # Its interpreter is gone: what stands in its place.
        return None, int(answer)
    return unpacked(answer.to_bytes()), None


def module():
    made = types.ModuleType("_interpqueues")
    for it in (QueueError, QueueNotFoundError, _register_heap_types, create, destroy, list_all, bind, release):
        setattr(made, it.__name__, it)
    for it in (get_maxsize, get_count, is_full, get_queue_defaults, put, get):
        setattr(made, it.__name__, it)
    return made
