"""How stand-ins wait, and where in the user's code they do.

`_k` is the machine, in JavaScript. What waits says so, and `sync` lets the stack wait for the answer (promise integration).
"""

import sys

import _k
from pyodide.ffi import can_run_sync, run_sync

OURS = __file__.rpartition("/")[0] + "/"
HOME = "/home/user/"

now = _k.now
counts = _k.counts
the_answer = _k.answer

current = [1]
"""The ident of the thread that runs, as Python has it."""

files = {}
"""The user's files: path to place in the list."""


def sync(_waits):
    """Waits for the machine's answer to the call just made. Nothing is counted from that call to here."""
    me = current[0]
    answer = run_sync(the_answer)
    current[0] = me
    counts()
    return answer


# What the user's line called, by the name of the function: what is waited for.
FOR = {
    "Thread.join": "end",
    "Thread.start": "start-up",
    "Condition.wait": "condition",
    "Condition.wait_for": "condition",
    "Event.wait": "event",
    "Semaphore.acquire": "permit",
    "Barrier.wait": "barrier",
    "Queue.get": "item",
    "Queue.put": "place",
    "Queue.join": "end",
    "JoinableQueue.join": "end",
    "SimpleQueue.get": "item",
    "_RLock.acquire": "lock",
    "Future.result": "result",
    "Future.exception": "result",
    "as_completed": "result",
    "wait": "result",
    "Executor.map.<locals>.result_iterator": "result",
    "_result_or_cancel": "result",
    "Executor.__exit__": "end",
    "ThreadPoolExecutor.shutdown": "end",
    "ProcessPoolExecutor.shutdown": "end",
    "Pool.map": "result",
    "Pool.starmap": "result",
    "Pool.apply": "result",
    "Pool.join": "end",
    "Pool.__exit__": "end",
    "Pool.terminate": "end",
    "ApplyResult.get": "result",
    "ApplyResult.wait": "result",
    "IMapIterator.next": "result",
    "BaseProcess.join": "end",
    "BaseProcess.start": "start-up",
    "_ConnectionBase.recv": "message",
    "_ConnectionBase.recv_bytes": "message",
    "_ConnectionBase.poll": "message",
    "_ConnectionBase.send": "message",
    "run": "end",
    "Runner.run": "end",
    "BaseEventLoop.run_until_complete": "end",
    "BaseEventLoop.run_forever": "end",
    "SemLock.__enter__": "lock",
    "Lock.acquire": "lock",
}

# Threads of libraries that wait for something to do.
IDLE = {"_worker", "_process_worker", "worker", "_ExecutorManagerThread.run", "Pool._handle_tasks", "Pool._handle_results", "Pool._handle_workers"}


def where(frame):
    """(file, line, the library's frame that the user's line called): file -1 where no line of the user is on the stack."""
    called = None
    while frame is not None:
        name = frame.f_code.co_filename
        file = files.get(name)
        if file is not None:
            return file, frame.f_lineno, called, frame
        if not name.startswith(OURS) and not name.startswith("<frozen"):
            called = frame
        frame = frame.f_back
    return -1, 0, called, None


def place_of(frame):
    """(file, line) of the user's line that is nearest."""
    while frame is not None:
        file = files.get(frame.f_code.co_filename)
        if file is not None:
            return file, frame.f_lineno
        frame = frame.f_back
    return -1, 0


def waiting(frame, fallback="other", it=None):
    """What a wait is for, as the machine takes it: (for, call, thing, file, line). `it`: what is waited for, if the user's line asked for that itself."""
    file, line, called, user = where(frame)
    if called is None:
        return fallback, "", thing_of(it, fallback, user) if fallback in IS else 0, file, line
    name = called.f_code.co_qualname
    if user is None:
        return ("work" if is_idle(frame) else fallback), name, 0, file, line
    kind = FOR.get(name, fallback)
    thing = 0
    if kind in ("condition", "event", "permit", "barrier", "item", "place", "lock"):
        thing = thing_of(called.f_locals.get("self"), kind, user)
    return kind, name, thing, file, line


def is_idle(frame):
    while frame is not None:
        if frame.f_code.co_qualname in IDLE:
            return True
        frame = frame.f_back
    return False


# ---- things that threads share and wait for

IS = {"condition": "condition", "event": "event", "permit": "semaphore", "barrier": "barrier", "item": "queue", "place": "queue", "lock": "lock"}
SIZES = {"item": "maxsize", "place": "maxsize", "permit": "_value", "barrier": "_parties"}


def number_of(it):
    """The machine's number for something that may be waited for; it gets one now if it had none. 0 where none can be kept."""
    number = getattr(it, "_overlap_thing", 0)
    if not number:
        number = _k.newThing()
        try:
            it._overlap_thing = number
        except AttributeError:
            return 0
    return number


def thing_of(it, kind, user):
    """The number of something that is waited for, which the machine gets to know by its name."""
    if it is None:
        return 0
    number = number_of(it)
    if number and not getattr(it, "_overlap_named", False):
        it._overlap_named = True
        size = getattr(it, SIZES.get(kind, ""), 0) or 0
        _k.nameThing(number, IS[kind], name_of(it, user), size if isinstance(size, int) else 0)
    return number


def name_of(it, user):
    """What the user calls it, if there is such a name."""
    main = sys.modules.get("__main__")
    if main is not None:
        for name, value in list(main.__dict__.items()):
            if value is it:
                return name
    if user is not None:
        for name, value in list(user.f_locals.items()):
            if value is it:
                return name
            if name == "self":
                for attribute, inner in list(getattr(value, "__dict__", {}).items()):
                    if inner is it:
                        return f"self.{attribute}"
    return ""


def block(event, seconds, frame, fallback="other", since=None, it=None):
    """Waits at an event of this process: 0 if the time is over, 1 if it was notified, 2 if a lock was handed over."""
    what, call, thing, file, line = waiting(frame, fallback, it)
    ms = -1 if seconds is None or seconds < 0 else seconds * 1000
    return sync(_k.wait(event, ms, now() if since is None else since, what, call, thing, file, line))


# ---- preemption


def tick(_signal, frame):
    """The interpreter's counter has run out: here CPython would look whether another thread wants the GIL."""
    if frame is None or frame.f_code.co_filename.startswith(OURS) or not can_run_sync():
        return _k.later()
    file, line, _, _ = where(frame)
    if _k.slice(file, line):
        sync(True)
    else:
        counts()

