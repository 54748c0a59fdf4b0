"""How `multiprocessing` starts processes, and what its connections are made of.

Differs from the real thing: there is no resource tracker; what a child is to do travels with the request to start it, not through a pipe;
connections are the machine's pipes, which may be duplicated into a child that is being started and nowhere else.
"""

import io
import os
import sys
import types

import _k
import multiprocessing
from multiprocessing import connection, context, popen_fork, reduction, resource_tracker, spawn, util
from overlap.machine import place_of, sync, waiting
from overlap.system import registered

TOO_MANY, SERVER_DIED = -1, -2


def start(method, data, fds, process_obj):
    file, line = place_of(sys._getframe(1))
    pid = sync(_k.start(method, process_obj._name, data, ",".join(map(str, fds)), bool(process_obj.daemon), file, line))
    if pid == TOO_MANY:
        raise BlockingIOError(11, "this page runs at most 16 processes at a time")
    if pid == SERVER_DIED:
        raise ConnectionResetError(104, "Connection reset by peer")
    return pid


class _DupFd:
    def __init__(self, fd):
        self.fd = fd

    def detach(self):
        return self.fd


class SpawnPopen(popen_fork.Popen):
    method = "spawn"
    DupFd = _DupFd

    def __init__(self, process_obj):
        self._fds = []
        super().__init__(process_obj)

    def duplicate_for_child(self, fd):
        self._fds.append(fd)
        return fd

    def _launch(self, process_obj):
        prepared = spawn.get_preparation_data(process_obj._name)
        data = io.BytesIO()
        context.set_spawning_popen(self)
        try:
            reduction.dump(prepared, data)
            reduction.dump(process_obj, data)
        finally:
            context.set_spawning_popen(None)
        # The parent hears of the child's end at one pipe, the child of the parent's at the other.
        parent_r, child_w = os.pipe()
        child_r, parent_w = os.pipe()
        self.pid = start(self.method, data.getvalue() + b"%d" % child_r, [*self._fds, child_r, child_w], process_obj)
        os.close(child_r)
        os.close(child_w)
        self.sentinel = parent_r
        self.finalizer = util.Finalize(self, util.close_fds, [parent_r, parent_w])


class ForkServerPopen(SpawnPopen):
    method = "forkserver"


forking = None
"""What the child of a fork is to do; it finds it in its copy of the parent's memory."""


class ForkPopen(popen_fork.Popen):
    def _launch(self, process_obj):
        global forking
        parent_r, child_w = os.pipe()
        child_r, parent_w = os.pipe()
        for before in reversed(registered["before"]):
            before()
        forking = process_obj, parent_r, parent_w, child_r
        self.pid = start("fork", b"", [], process_obj)
        for after in registered["after_in_parent"]:
            after()
        os.close(child_w)
        os.close(child_r)
        self.finalizer = util.Finalize(self, util.close_fds, (parent_r, parent_w))
        self.sentinel = parent_r


# ---- connections


class WaitSelector:
    """For `multiprocessing.connection.wait`."""

    def __init__(self):
        self._watched = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def register(self, it, _events, _data=None):
        self._watched.append(it)

    def select(self, timeout=None):
        fds = [it if isinstance(it, int) else it.fileno() for it in self._watched]
        ms = -1 if timeout is None else max(0, timeout) * 1000
        ready = sync(_k.poll(",".join(map(str, fds)), ms, *waiting(sys._getframe(1), "message"))).split(",")
        return [(types.SimpleNamespace(fileobj=it), 1) for it, fd in zip(self._watched, fds) if str(fd) in ready]


def Pipe(duplex=True):
    a, b = _k.pipe()
    if duplex:
        return connection.Connection(a), connection.Connection(b)
    return connection.Connection(a, writable=False), connection.Connection(b, readable=False)


class SocketListener:
    def __init__(self, address, family, backlog=1):
        self._address = address
        self._fd = _k.listen(str(address))
        self._last_accepted = None
        self._unlink = None
        self._socket = self

    def fileno(self):
        return self._fd

    def accept(self):
        return connection.Connection(sync(_k.accept(self._fd, *waiting(sys._getframe(1), "message"))))

    def close(self):
        _k.close(self._fd)


def SocketClient(address):
    file, line = place_of(sys._getframe(1))
    fd = sync(_k.connect(str(address), file, line))
    if fd < 0:
        raise ConnectionRefusedError(111, "Connection refused")
    return connection.Connection(fd)


def rebuild_connection(df, readable, writable):
    return connection.Connection(df.detach(), readable, writable)


rebuild_connection.__module__ = "multiprocessing.connection"


def _reduce_connection(it):
    return connection.rebuild_connection, (reduction.DupFd(it.fileno()), it.readable, it.writable)


def install():
    tracker = resource_tracker._resource_tracker
    for it in (tracker, resource_tracker):
        it.register = it.unregister = lambda *_: None
        it.ensure_running = lambda: None
        it.getfd = lambda: -1
    connection._WaitSelector = WaitSelector
    connection.Pipe = Pipe
    connection.SocketListener, connection.SocketClient = SocketListener, SocketClient
    connection.rebuild_connection = rebuild_connection
    reduction.HAVE_SEND_HANDLE = True
    reduction.register(connection.Connection, _reduce_connection)
    for name, popen in (("popen_spawn_posix", SpawnPopen), ("popen_forkserver", ForkServerPopen)):
        module = types.ModuleType("multiprocessing." + name)
        module.Popen = popen
        sys.modules[module.__name__] = module
        setattr(multiprocessing, name, module)
    popen_fork.Popen = ForkPopen
    spawn.get_command_line = lambda **_: []
