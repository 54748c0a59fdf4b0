"""`_interpreters`: sub-interpreters, under `concurrent.interpreters` and `InterpreterPoolExecutor`.

Differs from the real thing: each interpreter has a memory of its own, as a process has, with a GIL of its own; the thread that calls into one
waits while the call runs there on a stack of its own. `os.getpid()` is that of the program, and `os._exit()` ends all of it. A main module
without a guard, which makes interpreters again wherever it is run, is told so; the real thing goes on until the memory is used up.
"""

import builtins
import os
import sys
import traceback
import types

import _k
from overlap.crossing import FAKE_MAIN, NotShareableError, packed, unpacked
from overlap.machine import OURS, place_of, sync

WHENCE_UNKNOWN, WHENCE_RUNTIME, WHENCE_LEGACY_CAPI, WHENCE_CAPI, WHENCE_XI, WHENCE_STDLIB = range(6)

BUSY, GONE, TOO_MANY = "busy", "gone", -1


class InterpreterError(Exception):
    "A cross-interpreter operation failed"


class InterpreterNotFoundError(InterpreterError):
    "An interpreter was not found"


for error in (InterpreterError, InterpreterNotFoundError):
    error.__module__ = "concurrent.interpreters"

references = {}
"""Interpreters that end with their last reference: number -> how many there are."""


def create(config=None, *, reqrefs=False):
    file, line = place_of(sys._getframe(1))
    if FAKE_MAIN in sys.modules:
        _k.unguarded(file, line)
        raise InterpreterError("an interpreter that runs the main module must not make others: use if __name__ == '__main__'")
    number = sync(_k.interpreter(file, line))
    if number == TOO_MANY:
        raise InterpreterError("interpreter creation failed: this page runs at most 16 interpreters and processes at a time")
    if reqrefs:
        references[number] = 0
    return number


def incref(number, *, implieslink=False, restrict=False):
    if number in references:
        references[number] += 1


def decref(number, *, restrict=False):
    if number not in references:
        return
    references[number] -= 1
    if references[number] <= 0:
        del references[number]
        _k.interpreterDropped(number)


def destroy(number, *, restrict=False):
    if number == _k.interpreterId():
        raise InterpreterError("cannot destroy the current interpreter")
    _answer(number, sync(_k.interpreterCloses(number, *place_of(sys._getframe(1)))))
    references.pop(number, None)


def _answer(number, answer):
    if answer == BUSY:
        raise InterpreterError("interpreter already running")
    if answer == GONE:
        raise InterpreterNotFoundError(f"unrecognized interpreter ID {number}")
    return answer


def _ask(number, *what):
    """Has something done in an interpreter: (what came of it, how it failed)."""
    asked = packed(what)
    answer = _answer(number, sync(_k.interpreterCalled(number, asked, *place_of(sys._getframe(1)))))
    value, failure, unshared = unpacked(answer.to_bytes())
    if unshared is not None:
        raise NotShareableError(unshared)
    return value, failure


def call(number, callable, args=None, kwargs=None, *, preserve_exc=False, restrict=False):
    return _ask(number, "call", callable, args or (), kwargs or {})


def exec(number, code, shared=None, *, restrict=False):
    if shared:
        set___main___attrs(number, shared)
    return _ask(number, "exec", code)[1]


run_string = run_func = exec


def set___main___attrs(number, updates, *, restrict=False):
    _ask(number, "set", dict(updates))


def is_running(number, *, restrict=False):
    return _k.interpreterIsRunning(number)


def is_shareable(it):
    if type(it) is tuple:
        return all(map(is_shareable, it))
    queue = getattr(sys.modules.get("concurrent.interpreters._queues"), "Queue", ())
    return it is None or type(it) in (bool, int, float, str, bytes, memoryview) or isinstance(it, queue)


def get_main():
    return 0, WHENCE_RUNTIME


def get_current():
    number = _k.interpreterId()
    return number, WHENCE_STDLIB if number else WHENCE_RUNTIME


def list_all(*, require_ready=False):
    alive = _k.interpretersAlive()
    return [get_main(), *((int(number), WHENCE_STDLIB) for number in alive.split(",") if number)]


def whence(number):
    return WHENCE_STDLIB if number else WHENCE_RUNTIME


# ---- inside an interpreter


def serve(pid):
    """What an interpreter does: calls, until nobody has it any more."""
    os.getpid = lambda: pid
    os._exit = lambda code: sync(_k.exitAll(code))
    answer = b""
    while (asked := sync(_k.interpreterServes(answer))) is not None:
        answer = _do(asked.to_bytes())


def _do(asked):
    try:
        what, it, *more = unpacked(asked)
        value = failure = None
        try:
            value = _done(what, it, *more)
        except BaseException as error:
            failure = _described(error)
        return packed((value, failure, None))
    except NotShareableError as error:
        return packed((None, None, str(error)))


def _done(what, it, *more):
    main = sys.modules["__main__"]
    match what:
        case "call":
            return it(*more[0], **more[1])
        case "exec" if isinstance(it, str):
            builtins.exec(it, main.__dict__)
        case "exec":
            builtins.exec(it.__code__, main.__dict__)
        case "set":
            main.__dict__.update(it)


def _described(error):
    trace = error.__traceback__
    while trace is not None and trace.tb_frame.f_code.co_filename.startswith(OURS):
        trace = trace.tb_next
    kind = type(error)
    named = types.SimpleNamespace(__name__=kind.__name__, __qualname__=kind.__qualname__, __module__=kind.__module__)
    shown = "".join(traceback.format_exception(kind, error, trace)).rstrip("\n")
    return types.SimpleNamespace(type=named, msg=str(error), formatted=f"{kind.__name__}: {error}", errdisplay=shown)


def module():
    made = types.ModuleType("_interpreters")
    for name, it in globals().items():
        if name[0] != "_" and (name.startswith("WHENCE_") or getattr(it, "__module__", "") in (__name__, "concurrent.interpreters")):
            setattr(made, name, it)
    return made
