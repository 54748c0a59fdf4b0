"""`_thread`: threads, locks, thread-locals.

Differs from the real thing: a lock keeps its waiters in the machine, by the rules of 3.14's `PyMutex`; a thread has no stack size and
no native id; the C `RLock` is left out, so that `threading` takes its own in Python; `_thread._local` is a class in Python.
"""

import _thread as real
import sys
import types

import _k
from overlap.machine import block, counts, current, files, now, place_of
from pyodide.ffi import create_proxy

TIMED_OUT, WOKEN, HANDED_OVER = 0, 1, 2


class LockType:
    __slots__ = ("_held", "_event", "_owner", "_waiters", "_mine", "_overlap_thing", "_overlap_named", "__weakref__")

    def __init__(self):
        self._held = False
        self._event = 0
        self._owner = 0
        self._waiters = 0
        # Only locks that the user made are told of: libraries have many of their own.
        self._mine = sys._getframe(1).f_code.co_filename in files
        self._overlap_named = False
        self._overlap_thing = _k.newThing() if self._mine else 0

    def acquire(self, blocking=True, timeout=-1):
        if not blocking and timeout != -1:
            raise ValueError("can't specify a timeout for a non-blocking call")
        if not self._held:
            self._take()
            return True
        if not blocking:
            return False
        since = now()
        end = None if timeout is None or timeout < 0 else since + timeout
        if not self._event:
            self._event = _k.newId()
        while True:
            left = None if end is None else max(0.0, end - now())
            self._waiters += 1
            woken = block(self._event, left, sys._getframe(1), "lock", since, self)
            self._waiters -= 1
            if woken == HANDED_OVER:
                self._take()
                return True
            if not self._held:
                self._take()
                return True
            if woken == TIMED_OUT:
                return False

    def _take(self):
        self._held = True
        self._owner = current[0]
        if self._mine:
            _k.held(self._overlap_thing, True, *place_of(sys._getframe(2)))

    def release(self):
        if not self._held:
            raise RuntimeError("release unlocked lock")
        if self._mine:
            _k.held(self._overlap_thing, False, -1, 0)
        # Handed over, it is not free for a moment: the waiter owns it though it still has to get the GIL.
        if self._waiters and _k.unpark(self._event):
            return
        self._held = False

    def locked(self):
        return self._held

    def __enter__(self):
        self.acquire()
        return self

    def __exit__(self, *_):
        self.release()

    def _at_fork_reinit(self):
        self._held = False
        self._event = 0
        self._waiters = 0

    def __repr__(self):
        return f"<{'locked' if self._held else 'unlocked'} _thread.lock object at {id(self):#x}>"

    acquire_lock = acquire
    release_lock = release
    locked_lock = locked


LockType.__name__ = LockType.__qualname__ = "lock"
LockType.__module__ = "_thread"


class _ThreadHandle:
    def __init__(self):
        self._done = False
        self._event = _k.newId()
        self.ident = 0

    def join(self, timeout=None):
        if not self._done:
            block(self._event, timeout, sys._getframe(1), "end")

    def is_done(self):
        return self._done

    def _set_done(self):
        self._done = True
        _k.notify(self._event, 1 << 30)


def futures_worker():
    """What threads of a ThreadPoolExecutor run."""
    module = sys.modules.get("concurrent.futures.thread")
    return getattr(module, "_worker", NOBODY)


NOBODY = object()

failed = {}
"""ident -> what ended a thread whose `run` raised, which `threading` has printed itself."""


def start_joinable_thread(function, *, handle=None, daemon=True):
    handle = handle or _ThreadHandle()
    thread = getattr(function, "__self__", None)
    name = getattr(thread, "_name", None) or "thread"
    ident = _k.newIdent()
    handle.ident = ident

    def go():
        from asyncio import events

        current[0] = ident
        events._set_running_loop(None)
        counts()
        error = ""
        try:
            function()
        except SystemExit:
            pass
        except BaseException as raised:
            error = f"{type(raised).__name__}: {raised}"
            import traceback

            traceback.print_exc()
        finally:
            handle._set_done()
            locals_of.pop(ident, None)
            _k.stops(failed.pop(ident, error))

    file, line = place_of(sys._getframe(1))
    pool = name.rpartition("_")[0] if getattr(thread, "_target", None) is futures_worker() else ""
    if not _k.spawn(create_proxy(go), ident, name, bool(daemon), pool, file, line):
        raise RuntimeError("can't start new thread: this page runs at most 200")
    return handle


def start_new_thread(function, args, kwargs={}):
    return start_joinable_thread(lambda: function(*args, **kwargs)).ident


locals_of = {}
"""ident -> {id of a thread-local: its dict}"""


class _local:
    def __new__(cls, *args, **kwargs):
        it = object.__new__(cls)
        object.__setattr__(it, "_made_with", (args, kwargs))
        return it

    def _dict(self):
        mine = locals_of.setdefault(current[0], {})
        found = mine.get(id(self))
        if found is None:
            found = mine[id(self)] = {}
            args, kwargs = object.__getattribute__(self, "_made_with")
            if type(self) is not _local:
                type(self).__init__(self, *args, **kwargs)
        return found

    def __getattribute__(self, name):
        if name == "_dict" or name == "__class__":
            return object.__getattribute__(self, name)
        mine = object.__getattribute__(self, "_dict")()
        if name == "__dict__":
            return mine
        if name in mine:
            return mine[name]
        return object.__getattribute__(self, name)

    def __setattr__(self, name, value):
        object.__getattribute__(self, "_dict")()[name] = value

    def __delattr__(self, name):
        try:
            del object.__getattribute__(self, "_dict")()[name]
        except KeyError:
            raise AttributeError(name) from None

    def __del__(self):
        for mine in locals_of.values():
            mine.pop(id(self), None)


def _handle_for(ident):
    handle = _ThreadHandle()
    handle.ident = ident
    return handle


def _shutdown():
    import threading

    for thread in list(threading.enumerate()):
        if thread is not threading.main_thread() and not thread.daemon:
            thread.join()


def module():
    made = types.ModuleType("_thread")
    for name in dir(real):
        setattr(made, name, getattr(real, name))
    stand_ins = {
        "LockType": LockType,
        "lock": LockType,
        "allocate_lock": LockType,
        "allocate": LockType,
        "_ThreadHandle": _ThreadHandle,
        "_make_thread_handle": _handle_for,
        "start_joinable_thread": start_joinable_thread,
        "start_new_thread": start_new_thread,
        "start_new": start_new_thread,
        "get_ident": lambda: current[0],
        "get_native_id": lambda: _k.pid() * 1000 + current[0],
        "_local": _local,
        "_get_main_thread_ident": lambda: 1,
        "_shutdown": _shutdown,
        "daemon_threads_allowed": lambda: True,
        "_count": lambda: _k.threadCount(),
        "set_name": lambda name: _k.nameThread(current[0], name),
    }
    for name, value in stand_ins.items():
        setattr(made, name, value)
    del made.RLock
    return made
