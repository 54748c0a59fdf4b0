import os
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool


class Refused(Exception):
    def __init__(self, n):
        super().__init__(n)
        self.n = n


def work(n):
    time.sleep(n / 10)
    if n == 2:
        raise Refused(n)
    return n, os.getpid() != parent


def dies(n):
    time.sleep(0.1)
    os._exit(n)


parent = os.getpid()

if __name__ == "__main__":
    with ProcessPoolExecutor(2) as pool:
        jobs = {pool.submit(work, n): n for n in (1, 2, 4)}
        for job in as_completed(jobs):
            error = job.exception()
            print(jobs[job], f"{type(error).__name__} {error.n}" if error else job.result()[0])
        print(list(pool.map(abs, [-1, -2, 3], chunksize=2)))
        print(pool.submit(lambda: 1).exception().__class__.__name__ in ("PicklingError", "AttributeError"))
    with ProcessPoolExecutor(1) as pool:
        try:
            pool.submit(dies, 3).result()
        except BrokenProcessPool as error:
            print(str(error)[:50])
