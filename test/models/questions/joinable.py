"""Consumers in processes take jobs until they get None; the parent waits for all jobs."""

import multiprocessing
import time


def consume(jobs, results):
    for n in iter(jobs.get, None):
        time.sleep(0.05 * n)
        results.put((n, n**2))
        jobs.task_done()
    jobs.task_done()


if __name__ == "__main__":
    jobs, results = multiprocessing.JoinableQueue(), multiprocessing.Queue()
    consumers = [multiprocessing.Process(target=consume, args=(jobs, results)) for _ in range(2)]
    for consumer in consumers:
        consumer.start()
    for n in range(6):
        jobs.put(n)
    for _ in consumers:
        jobs.put(None)
    jobs.join()
    print(sorted(results.get() for _ in range(6)), results.empty())
    for consumer in consumers:
        consumer.join()
    print([consumer.exitcode for consumer in consumers])
