"""What each thread has of its own: `threading.local`, context variables, names; a reentrant lock, and a hook for errors."""

import contextvars
import threading
import time
from concurrent.futures import ThreadPoolExecutor

mine = threading.local()
user = contextvars.ContextVar("user", default="nobody")
lock = threading.RLock()
errors = []
threading.excepthook = lambda args: errors.append((args.thread.name, repr(args.exc_value)))


def connection():
    if not hasattr(mine, "number"):
        mine.number = threading.current_thread().name.rsplit("_", 1)[-1]
    return mine.number


def outer(n):
    with lock:
        return inner(n)


def inner(n):
    with lock:
        time.sleep(0.01)
        return n, connection(), user.get()


def wrong():
    raise LookupError("lost")


user.set("ada")
with ThreadPoolExecutor(2, thread_name_prefix="db") as pool:
    context = contextvars.copy_context()
    plain = [pool.submit(outer, n) for n in range(2)]
    inside = pool.submit(contextvars.copy_context().run, outer, 2)
    print(sorted({future.result()[2] for future in plain}), inside.result()[2], hasattr(mine, "number"))
threads = [threading.Thread(target=wrong, name=f"t{n}") for n in range(2)]
for thread in threads:
    thread.start()
    thread.join()
print(errors, threading.main_thread().name)
