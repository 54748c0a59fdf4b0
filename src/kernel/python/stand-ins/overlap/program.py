"""The program: how its processes begin and end."""

import asyncio.events
import atexit
import builtins
import importlib
import io
import os
import pickle
import random
import runpy
import signal
import sys
import threading
import traceback
import types

import _k
import multiprocessing
from multiprocessing import process, spawn, util
from overlap import interpreters, machine, processes, steps, streams
from overlap.machine import HOME, OURS, current, files, sync, tick
from overlap.system import handlers, real, registered
from overlap.threads import locals_of


def _begin(writes=False):
    current[0] = 1
    locals_of.clear()
    asyncio.events._set_running_loop(None)
    streams.begin()
    handlers.clear()
    real.signal(signal.SIGINT, tick)
    sys.setswitchinterval(_k.switchInterval() / 1000)
    _files(writes)
    random.seed()


def _files(writes):
    """The user's files. The first process writes them; the others find them, since all have the same disk."""
    files.clear()
    for place in range(_k.fileCount()):
        path = HOME + _k.fileName(place)
        if writes:
            with open(path, "w") as file:
                file.write(_k.fileText(place))
        files[path] = place
    # The image has seen this folder empty, and its date does not tell that it no longer is.
    importlib.invalidate_caches()
    sys.path[0] = HOME.rstrip("/")
    sys.argv = [HOME + _k.fileName(0)]


def run_main():
    _begin(writes=True)
    path = HOME + _k.fileName(0)
    main = types.ModuleType("__main__")
    main.__file__ = path
    main.__builtins__ = builtins
    main.__spec__ = None
    sys.modules["__main__"] = main
    # A default, which the program may still set to another.
    default = multiprocessing.context._default_context
    default._default_context, default._actual_context = multiprocessing.get_context(_k.startMethod()), None
    code = 1
    try:
        compiled = compile(_k.fileText(0), path, "exec")
        machine.counts()
        steps.begin()
        exec(compiled, main.__dict__)
        code = 0
    except SystemExit as stop:
        code = _exit_code(stop)
    except BaseException as error:
        _raised(error)
    _end(code)


def _end(code):
    """What `Py_Finalize` does: wait for threads that are no daemons, then what was registered."""
    try:
        threading._shutdown()
        atexit._run_exitfuncs()
    except BaseException as error:
        _raised(error)
        code = code or 1
    sync(_k.exit(code))


def _exit_code(stop):
    if stop.code is None:
        return 0
    if isinstance(stop.code, int):
        return stop.code
    print(stop.code, file=sys.stderr)
    return 1


def _raised(error):
    """Prints a traceback without the frames of this file, and tells the machine of it."""
    trace = error.__traceback__
    while trace is not None and trace.tb_frame.f_code.co_filename.startswith(OURS):
        trace = trace.tb_next
    text = "".join(traceback.format_exception(type(error), error, trace))
    sys.stderr.write(text)
    file, line, column = -1, 0, 0
    if isinstance(error, SyntaxError) and error.filename in files:
        file, line, column = files[error.filename], error.lineno or 0, max(0, (error.offset or 1) - 1)
    else:
        while trace is not None:
            found = files.get(trace.tb_frame.f_code.co_filename)
            if found is not None:
                file, line = found, trace.tb_lineno
            trace = trace.tb_next
    if isinstance(error, ModuleNotFoundError) and error.name:
        _k.missing(f"the module {error.name}", file, line)
    _k.raised(type(error).__name__, str(error), file, line, column, text)


def _print_error(error):
    trace = error.__traceback__
    while trace is not None and trace.tb_frame.f_code.co_filename.startswith(OURS):
        trace = trace.tb_next
    sys.stderr.write("".join(traceback.format_exception(type(error), error, trace)))


# ---- children


def run_server():
    """What `forkserver.main` does: imports the main module, as `__mp_main__`, and then only serves to be copied."""
    _begin()
    machine.counts()
    steps.begin()
    try:
        process.current_process()._inheriting = True
        try:
            spawn.import_main_path(HOME + _k.fileName(0))
        finally:
            del process.current_process()._inheriting
    except BaseException as error:
        _print_error(error)
        sync(_k.exit(1))
    sync(_k.serve())


def run_spawned(data):
    _begin()
    machine.counts()
    steps.begin()
    _run_process(data.to_bytes())


def run_interpreter(data):
    """A further interpreter of the process with that pid. Its main module is empty, and has no file."""
    _begin()
    main = types.ModuleType("__main__")
    main.__builtins__ = builtins
    sys.modules["__main__"] = main
    machine.counts()
    steps.begin()
    interpreters.serve(int(data.to_bytes()))
    _end(0)


def run_served(data):
    _after_fork()
    machine.counts()
    _run_process(data.to_bytes())


def _run_process(data):
    stream = io.BytesIO(data)
    code = 1
    try:
        process.current_process()._inheriting = True
        try:
            spawn.prepare(pickle.load(stream))
            it = pickle.load(stream)
        finally:
            del process.current_process()._inheriting
        code = it._bootstrap(parent_sentinel=int(stream.read()))
    except SystemExit as stop:
        code = _exit_code(stop)
    except BaseException as error:
        _print_error(error)
    atexit._run_exitfuncs()
    sync(_k.exit(code))


def run_forked():
    _after_fork()
    machine.counts()
    it, parent_r, parent_w, child_r = processes.forking
    code = 1
    try:
        atexit._clear()
        atexit.register(util._exit_function)
        os.close(parent_r)
        os.close(parent_w)
        code = it._bootstrap(parent_sentinel=child_r)
    finally:
        atexit._run_exitfuncs()
        sync(_k.exit(code))


def _after_fork():
    """The thread that forked goes on alone, as the main thread (`threading._after_fork`)."""
    me = current[0]
    locals_of[1] = locals_of.get(me, {})
    here = threading._active.get(me) or threading.main_thread()
    current[0] = 1
    asyncio.events._set_running_loop(None)
    for after in registered["after_in_child"]:
        if getattr(after, "__qualname__", "") != "_after_fork":
            after()
    threading._active.clear()
    threading._active[1] = here
    here._ident = 1
    threading._main_thread = here


def numbers(text):
    """The numbers in a program, as rows of line, column, end, value; a sign before one belongs to it. "" where the text does not parse."""
    import ast

    try:
        tree = ast.parse(text)
    except SyntaxError, ValueError, RecursionError:
        return ""
    rows = []
    negated = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub) and isinstance(node.operand, ast.Constant):
            negated[node.operand] = node
        if isinstance(node, ast.Constant) and type(node.value) in (int, float) and node.lineno == node.end_lineno:
            whole = negated.get(node, node)
            sign = -1 if whole is not node else 1
            rows.append((node.lineno, whole.col_offset, node.end_col_offset, sign * node.value, sign < 0))
    rows.sort()
    return "\n".join(f"{line} {start} {end} {value!r} {int(minus)}" for line, start, end, value, minus in rows)
