"""Producers and consumers on one bounded queue: each consumer is sent home by a sentinel of its own."""

import queue
import threading
import time

DONE = object()


def produce(jobs, numbers):
    for number in numbers:
        time.sleep(0.01)
        jobs.put((number % 3, number))


def consume(jobs, results, lock):
    for priority, job in iter(jobs.get, DONE):
        time.sleep(0.02)
        with lock:
            results.append((priority, job))


jobs, results, lock = queue.Queue(maxsize=2), [], threading.Lock()
producers = [threading.Thread(target=produce, args=(jobs, range(n, 12, 2))) for n in range(2)]
consumers = [threading.Thread(target=consume, args=(jobs, results, lock)) for _ in range(3)]
for thread in producers + consumers:
    thread.start()
for thread in producers:
    thread.join()
for _ in consumers:
    jobs.put(DONE)
for thread in consumers:
    thread.join()
print(sorted(results), jobs.qsize(), threading.active_count())
try:
    jobs.get(timeout=0.1)
except queue.Empty as error:
    print(type(error).__name__)
