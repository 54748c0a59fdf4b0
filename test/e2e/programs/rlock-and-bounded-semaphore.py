import threading
import time

lock = threading.RLock()


def outer(name):
    with lock:
        print(name, "outer")
        time.sleep(0.05)
        inner(name)


def inner(name):
    with lock:
        time.sleep(0.05)
        print(name, "inner")


a = threading.Thread(target=outer, args=("a",))
a.start()
time.sleep(0.02)
print(lock.acquire(blocking=False), lock.acquire(timeout=0.03))
outer("main")
a.join()
try:
    lock.release()
except RuntimeError as error:
    print(error)

permits = threading.BoundedSemaphore(2)


def visit(n):
    with permits:
        print("in", n)
        time.sleep(0.1)


threads = [threading.Thread(target=visit, args=(n,)) for n in range(4)]
for t in threads:
    t.start()
    time.sleep(0.01)
for t in threads:
    t.join()
try:
    permits.release()
except ValueError as error:
    print(error)
print(permits.acquire(), permits.acquire(), permits.acquire(timeout=0.1), permits.acquire(False))
