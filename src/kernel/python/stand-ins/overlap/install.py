"""Puts the stand-ins in place and imports the libraries over them, once, while the memory image is made."""

import sys

import _k
from overlap import interpreter_queues, interpreters, semaphores, shared_memory, simple_queue, system, threads

# What was imported before the stand-ins were there is imported again.
AGAIN = {
    "threading", "queue", "concurrent", "asyncio", "multiprocessing", "logging", "tempfile", "_queue", "_threading_local",
    "random", "reprlib", "selectors", "socket", "subprocess",
}  # fmt: skip

# `run_sync` sends every awaitable through this; what it waits for (`machine.sync`) needs no future of Pyodide's own loop.
sys.modules["asyncio"].ensure_future = lambda awaitable: awaitable

for name in list(sys.modules):
    if name.split(".")[0] in AGAIN:
        del sys.modules[name]
sys.modules["_thread"] = threads.module()
sys.modules["_queue"] = simple_queue.module()
sys.modules["_asyncio"] = None
sys.modules["_multiprocessing"] = semaphores.module()
sys.modules["_interpreters"] = interpreters.module()
sys.modules["_interpqueues"] = interpreter_queues.module()
sys.modules["_posixshmem"] = shared_memory.posix_module()
system.install()

import _frozen_importlib  # noqa: E402, F401
import asyncio  # noqa: E402, F401
import atexit  # noqa: E402, F401
import concurrent.futures.interpreter  # noqa: E402, F401
import concurrent.futures.process  # noqa: E402, F401
import concurrent.futures.thread  # noqa: E402, F401
import contextvars  # noqa: E402, F401
import datetime  # noqa: E402, F401
import functools  # noqa: E402, F401
import itertools  # noqa: E402, F401
import json  # noqa: E402, F401
import logging  # noqa: E402, F401
import multiprocessing.heap  # noqa: E402, F401
import multiprocessing.managers  # noqa: E402, F401
import multiprocessing.pool  # noqa: E402, F401
import multiprocessing.queues  # noqa: E402, F401
import multiprocessing.sharedctypes  # noqa: E402, F401
import multiprocessing.synchronize  # noqa: E402, F401
import queue  # noqa: E402, F401
import random  # noqa: E402, F401
import statistics  # noqa: E402, F401
import tempfile  # noqa: E402, F401
import threading  # noqa: E402, F401
import traceback  # noqa: E402, F401

from overlap import event_loop, processes, program, watching  # noqa: E402

shared_memory.install()
event_loop.install()
processes.install()
watching.install()
system.say_what_is_missing()
