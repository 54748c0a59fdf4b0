import time
from concurrent.futures import InterpreterPoolExecutor, ThreadPoolExecutor


def count(n):
    while n > 0:
        n -= 1


def timed(pool):
    begin = time.perf_counter()
    list(pool.map(count, [1_000_000] * 4))
    return time.perf_counter() - begin


if __name__ == "__main__":
    with ThreadPoolExecutor(2) as threads:
        print(f"two threads, one GIL:        {timed(threads):.2f} s")
    with InterpreterPoolExecutor(2) as interpreters:
        print(f"two interpreters, two GILs:  {timed(interpreters):.2f} s")
