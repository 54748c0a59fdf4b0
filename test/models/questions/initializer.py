"""Each thread of the pool needs a connection of its own."""

import itertools
import threading
from concurrent.futures import ThreadPoolExecutor, wait

numbers = itertools.count(1)
own = threading.local()
together = threading.Barrier(3)


def connect():
    own.connection = f"connection {next(numbers)}"


def ask(n):
    together.wait()
    return own.connection


with ThreadPoolExecutor(3, "asks", initializer=connect) as pool:
    done, rest = wait([pool.submit(ask, n) for n in range(6)])
    names = sorted(future.result() for future in done)
print(names, len(rest))
