"""What is told of a run beside who waits for what: levels of queues and semaphores, and mistakes that CPython itself notices.

Each function here calls the library's own, and tells of it.
"""

import functools
import queue
import re
import sys
import threading
import traceback
import warnings

import _k
from multiprocessing import reduction, spawn
from overlap.machine import OURS, current, files, number_of, place_of
from overlap.threads import failed


def telling(kind, name, level):
    """`kind.name` tells the level of its object, which is shown if somebody waits for it."""
    call = getattr(kind, name)

    @functools.wraps(call)
    def told(self, *args, **kwargs):
        try:
            return call(self, *args, **kwargs)
        finally:
            _k.level(number_of(self), level(self))

    # The frame of the wrapper is none of the library's: `where` passes over it.
    setattr(kind, name, told)


def install():
    for name in ("put", "get"):
        telling(queue.Queue, name, lambda it: it._qsize())
    for name in ("acquire", "release"):
        telling(threading.Semaphore, name, lambda it: it._value)
    threading.Semaphore.__enter__ = threading.Semaphore.acquire

    excepthook = threading.excepthook

    def thread_failed(args):
        if args.exc_type is not SystemExit:
            failed[current[0]] = f"{args.exc_type.__name__}: {args.exc_value}"
        excepthook(args)

    threading.excepthook = thread_failed

    walk = traceback._walk_tb_with_full_positions

    def walk_theirs(trace):
        """Tracebacks say what they say in the real thing: nothing of these files."""
        steps = list(walk(trace))
        return iter([step for step in steps if not step[0].f_code.co_filename.startswith(OURS)] or steps)

    traceback._walk_tb_with_full_positions = walk_theirs

    show = warnings._showwarnmsg_impl

    def warned(message):
        found = re.match(r"coroutine '(.*)' was never awaited", str(message.message))
        if found:
            _k.neverAwaited(found[1], files.get(message.filename, -1), message.lineno)
        show(message)

    warnings._showwarnmsg_impl = warned

    check = spawn._check_not_importing_main

    def not_importing_main():
        try:
            check()
        except RuntimeError:
            file, line = place_of(sys._getframe(1))
            _k.unguarded(file, line)
            raise

    spawn._check_not_importing_main = not_importing_main

    def dump(self, it):
        try:
            super(reduction.ForkingPickler, self).dump(it)
        except Exception as error:
            file, line = place_of(sys._getframe(1))
            _k.cannotPickle(str(error), file, line)
            raise

    reduction.ForkingPickler.dump = dump
