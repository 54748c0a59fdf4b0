"""`time`, and what `os` has of pipes and processes.

Differs from the real thing: `os.fork` itself is missing (`multiprocessing` forks by way of the machine); files from 1000 on are the machine's
pipes, all others Pyodide's own. No signal comes from outside: a handler is kept, and called where the process signals itself, in the thread
that does so; `kill` of another process ends it. Sockets, subprocesses and timers that send signals are missing.
"""

import os
import signal
import sys
import time
import types

import _k
from overlap.machine import current, now, sync, waiting, where

FIRST_FILE = 1000
STILL_ALIVE = -9999

real = types.SimpleNamespace(read=os.read, write=os.write, close=os.close, dup=os.dup, sleep=time.sleep, signal=signal.signal)


def sleep(seconds):
    try:
        ms = float(seconds) * 1000
    except TypeError, ValueError:
        return real.sleep(seconds)
    if ms < 0:
        raise ValueError("sleep length must be non-negative")
    if ms != ms:
        raise ValueError("Invalid value NaN (not a number)")
    file, line, _, _ = where(sys._getframe(1))
    sync(_k.sleep(ms, file, line))


def read(fd, most):
    if fd < FIRST_FILE:
        return real.read(fd, most)
    return sync(_k.read(fd, most, *waiting(sys._getframe(1), "message"))).to_bytes()


def readinto(fd, buffer):
    got = read(fd, len(buffer))
    buffer[: len(got)] = got
    return len(got)


def write(fd, data):
    if fd < FIRST_FILE:
        return real.write(fd, data)
    written = sync(_k.write(fd, bytes(data), *waiting(sys._getframe(1), "message")))
    if written < 0:
        raise BrokenPipeError(32, "Broken pipe")
    return written


def close(fd):
    if fd < FIRST_FILE:
        return real.close(fd)
    if not _k.close(fd):
        raise OSError(9, "Bad file descriptor")


def dup(fd):
    return real.dup(fd) if fd < FIRST_FILE else _k.dup(fd)


def pipe():
    return tuple(_k.pipe())


def waitpid(pid, flags):
    code = sync(_k.waitpid(pid, not flags & os.WNOHANG, *waiting(sys._getframe(1), "end")))
    if code is None:
        raise ChildProcessError(10, "No child processes")
    if code == STILL_ALIVE:
        return 0, 0
    return pid, code << 8 if code >= 0 else -code


def kill(pid, number):
    if pid == _k.pid() and number:
        return raise_signal(number)
    if not number:
        return None
    file, line, _, _ = where(sys._getframe(1))
    if not sync(_k.kill(pid, int(number), file, line)):
        raise ProcessLookupError(3, "No such process")


def _exit(code):
    sync(_k.exit(code))


handlers = {}
"""Signal -> what the program wants done."""

IGNORED = {signal.SIGCHLD, signal.SIGCONT, signal.SIGURG, signal.SIGWINCH}


def get_handler(number):
    number = signal.Signals(number)
    return handlers.get(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)


def set_handler(number, handler):
    number = signal.Signals(number)
    if current[0] != 1:
        raise ValueError("signal only works in main thread of the main interpreter")
    if number in (signal.SIGKILL, signal.SIGSTOP):
        raise OSError(22, "Invalid argument")
    if not callable(handler) and handler not in (signal.SIG_DFL, signal.SIG_IGN):
        raise TypeError("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object")
    old = get_handler(number)
    handlers[number] = handler
    return old


def raise_signal(number):
    number = signal.Signals(number)
    handler = get_handler(number)
    if handler == signal.SIG_IGN or (handler == signal.SIG_DFL and number in IGNORED):
        return
    if callable(handler):
        handler(number, sys._getframe(1))
        return
    file, line, _, _ = where(sys._getframe(1))
    sync(_k.kill(_k.pid(), int(number), file, line))


def missing(name, instead):
    def call(*_args, **_kwargs):
        file, line, _, _ = where(sys._getframe(1))
        _k.missing(name, file, line)
        raise NotImplementedError(f"{name} is missing in this page: {instead}")

    return call


registered = {"before": [], "after_in_parent": [], "after_in_child": []}


def register_at_fork(**functions):
    for when, function in functions.items():
        if function:
            registered[when].append(function)


def install():
    time.sleep = sleep
    time.thread_time, time.process_time = _k.threadCpu, _k.processCpu
    time.thread_time_ns = lambda: int(_k.threadCpu() * 1e9)
    time.process_time_ns = lambda: int(_k.processCpu() * 1e9)
    os.read, os.readinto, os.write, os.close, os.dup, os.pipe = read, readinto, write, close, dup, pipe
    os.waitpid, os.kill, os._exit = waitpid, kill, _exit
    os.fork = missing("os.fork()", "start a multiprocessing.Process, with the start method 'fork' if it is to have what its parent has")
    os.system = os.popen = missing("a shell", "there is no operating system under this Python")
    signal.signal, signal.getsignal, signal.raise_signal = set_handler, get_handler, raise_signal
    signal.alarm = signal.setitimer = missing("signal.alarm()", "a threading.Timer can do something after a while")
    os.WNOHANG = 1
    os.getpid, os.getppid = _k.pid, _k.ppid
    os.cpu_count = os.process_cpu_count = _k.cores
    os.sched_getaffinity = lambda _pid: set(range(_k.cores()))
    os.set_blocking = lambda _fd, _blocking: None
    os.register_at_fork = register_at_fork


def say_what_is_missing():
    """In libraries that are imported over these stand-ins: they would fail there in words that say little."""
    import socket
    import subprocess

    subprocess.Popen.__init__ = missing("subprocess", "there is no operating system under this Python")
    no_network = missing("a socket", "nothing leaves the page")
    socket.socket.connect = socket.socket.connect_ex = socket.socket.bind = socket.socket.listen = no_network
    socket.getaddrinfo = socket.gethostbyname = socket.create_connection = socket.create_server = no_network
