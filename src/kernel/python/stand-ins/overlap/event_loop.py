"""asyncio's event loop: `select` waits in the machine.

Differs from the real thing: tasks and futures are asyncio's own in Python (the C ones of `_asyncio` cannot be suspended); there are no sockets,
pipes or subprocesses. As with `epoll` a loop waits for whole milliseconds, rounded up (`EpollSelector.select`).
"""

import math
import sys
from weakref import WeakKeyDictionary

import _k
import asyncio.base_events
from asyncio import events, futures, tasks
from overlap.machine import block, files, now, place_of
from overlap.system import missing


class EventLoop(asyncio.base_events.BaseEventLoop):
    def __init__(self):
        super().__init__()
        self._event = _k.newId()
        self._woken = False
        self._selector = self
        self._due = None

    def select(self, timeout):
        if not self._woken and timeout != 0:
            if timeout is not None and timeout > 0:
                timeout = math.ceil(timeout * 1e3) * 1e-3
            block(self._event, timeout, sys._getframe(1), "end")
        self._woken = False
        return []

    def _process_events(self, _events):
        pass

    def _write_to_self(self):
        self._woken = True
        _k.notify(self._event, 1)

    def time(self):
        return now()

    def call_soon(self, callback, *args, context=None):
        task = getattr(callback, "__self__", None)
        if isinstance(task, tasks.Task):
            lane = lanes.get(task)
            if lane is not None:
                _k.taskReady(lane, now() if self._due is None else self._due)
        return super().call_soon(callback, *args, context=context)

    create_connection = create_server = create_datagram_endpoint = missing("a socket", "nothing leaves the page")
    subprocess_exec = subprocess_shell = missing("subprocess", "there is no operating system under this Python")

    def run_forever(self):
        file, line = place_of(sys._getframe(1))
        _k.loopRuns(True, file, line)
        try:
            super().run_forever()
        finally:
            _k.loopRuns(False, file, line)


class Policy(events._BaseDefaultEventLoopPolicy):
    _loop_factory = EventLoop

    def get_event_loop(self):
        """Until 3.13 the main thread was given a loop."""
        import threading

        try:
            return super().get_event_loop()
        except RuntimeError:
            if not _k.makesLoops() or threading.current_thread() is not threading.main_thread():
                file, line = place_of(sys._getframe(1))
                _k.noLoop(file, line)
                raise
            self.set_event_loop(self.new_event_loop())
            return super().get_event_loop()


# ---- tasks as lanes

lanes = WeakKeyDictionary()


def innermost(coroutine):
    """(file, line, name of the library's coroutine that the user's line awaits, its frame, what that awaits in the end)"""
    file, line, name, frame, awaited = -1, 0, "", None, coroutine
    while True:
        here = getattr(awaited, "cr_frame", None) or getattr(awaited, "gi_frame", None) or getattr(awaited, "ag_frame", None)
        if here is None:
            return file, line, name, frame, awaited
        known = files.get(here.f_code.co_filename)
        if known is not None:
            file, line, name, frame = known, here.f_lineno, "", None
        elif not name:
            name, frame = here.f_code.co_qualname, here
        inner = getattr(awaited, "cr_await", None) or getattr(awaited, "gi_yieldfrom", None)
        if inner is None:
            return file, line, name, frame, awaited
        awaited = inner


FOR = {
    "sleep": "sleep",
    "Queue.get": "item",
    "Queue.put": "place",
    "Queue.join": "end",
    "Lock.acquire": "lock",
    "Semaphore.acquire": "permit",
    "_ContextManagerMixin.__aenter__": "lock",
    "Event.wait": "event",
    "Condition.wait": "condition",
    "Condition.wait_for": "condition",
    "Barrier.wait": "barrier",
    "TaskGroup.__aexit__": "end",
    "to_thread": "result",
    "wait": "end",
    "wait_for": "end",
    "_AsCompletedIterator._wait_for_one": "end",
    "BaseEventLoop.shutdown_default_executor": "end",
}


def others(task):
    """The lanes of tasks that this one waits for."""
    waiter = task._fut_waiter
    if waiter is None:
        return []
    waited = getattr(waiter, "_children", None) or [waiter]
    return [lanes[other] for other in waited if isinstance(other, tasks.Task) and other in lanes]


def leaves(task, lane):
    from overlap.machine import thing_of

    coroutine = task.get_coro()
    file, line, name, frame, _ = innermost(coroutine)
    kind = FOR.get(name, "")
    it = frame.f_locals.get("self") if frame is not None else None
    thing = 0
    if kind == "lock" and isinstance(it, asyncio.Semaphore):
        kind = "permit"
    if kind in ("item", "place", "lock", "permit", "event", "condition", "barrier"):
        thing = thing_of(it, kind, user_frame(coroutine))
    waited = others(task)
    if not kind:
        kind = "end" if waited else "result" if task._fut_waiter is not None else "loop"
    _k.taskLeaves(lane, kind, name, thing, ",".join(map(str, waited)), file, line)


def user_frame(coroutine):
    found = None
    while coroutine is not None:
        frame = getattr(coroutine, "cr_frame", None) or getattr(coroutine, "gi_frame", None)
        if frame is not None and frame.f_code.co_filename in files:
            found = frame
        coroutine = getattr(coroutine, "cr_await", None) or getattr(coroutine, "gi_yieldfrom", None)
    return found


def install():
    step = tasks.Task._Task__step_run_and_handle_result
    make = tasks.Task.__init__

    def made(self, coro, *, loop=None, name=None, context=None, eager_start=False):
        if name is None:
            name = f"Task-{tasks._task_name_counter()}"
        file, line = place_of(sys._getframe(1))
        lanes[self] = _k.taskMade(str(name), getattr(coro, "__qualname__", ""), file, line)
        make(self, coro, loop=loop, name=name, context=context, eager_start=eager_start)

    def stepped(self, exc):
        lane = lanes.get(self)
        if lane is None:
            return step(self, exc)
        coroutine = self.get_coro()
        file, line, *_ = innermost(coroutine)
        before = _k.taskSteps(lane, file, line)
        try:
            step(self, exc)
        finally:
            if self.done():
                error = None if self.cancelled() else self._exception
                outcome = "cancelled" if self.cancelled() else "failed" if error is not None else "ok"
                _k.taskEnds(lane, before, outcome, "" if error is None else f"{type(error).__name__}: {error}")
            else:
                leaves(self, lane)
                _k.taskLeft(before)

    tasks.Task.__init__ = made
    tasks.Task._Task__step_run_and_handle_result = stepped

    run = events.Handle._run

    def timer_runs(self):
        loop = self._loop
        if isinstance(loop, EventLoop):
            loop._due = self._when
            try:
                run(self)
            finally:
                loop._due = None
        else:
            run(self)

    events.TimerHandle._run = timer_runs
    events._set_event_loop_policy(Policy())
    asyncio.SelectorEventLoop = asyncio.EventLoop = EventLoop
