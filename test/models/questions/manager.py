"""A dict and a list that processes fill together."""

import multiprocessing
import time


def work(results, order, n):
    time.sleep(0.1 * (4 - n))
    results[n] = n * n
    order.append(n)


if __name__ == "__main__":
    with multiprocessing.Manager() as manager:
        results, order = manager.dict(), manager.list()
        jobs = [multiprocessing.Process(target=work, args=(results, order, n)) for n in range(4)]
        for job in jobs:
            job.start()
        for job in jobs:
            job.join()
        print(sorted(results.items()))
        print(list(order))
