import queue
import time
from threading import Thread

jobs = queue.Queue(maxsize=2)
t0 = time.perf_counter()


def say(*words):
    print(f"{time.perf_counter() - t0:.1f}", *words)


def producer():
    for n in range(6):
        time.sleep(0.1)
        jobs.put(n)
        say("put", n)
    for _ in range(2):
        jobs.put(None)


def consumer(name):
    while (n := jobs.get()) is not None:
        time.sleep(0.35)
        say(name, "did", n)


threads = [Thread(target=producer, name="producer")]
threads += [Thread(target=consumer, args=[c], name=f"consumer {c}") for c in "AB"]
for t in threads:
    t.start()
for t in threads:
    t.join()
say("all done")
