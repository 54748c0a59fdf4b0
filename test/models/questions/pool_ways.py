"""All the ways to hand work to a pool of processes, with callbacks, chunks, a late result and an error."""

from multiprocessing import Pool, TimeoutError, current_process
import time

OFFSET = 0


def begin(offset):
    global OFFSET
    OFFSET = offset


def add(n, m=0):
    if n == 13:
        raise ValueError("unlucky")
    time.sleep(0.01 * n)
    return n + m + OFFSET


if __name__ == "__main__":
    heard, failed = [], []
    with Pool(3, initializer=begin, initargs=(100,), maxtasksperchild=10) as pool:
        print(pool.apply(add, (1,), {"m": 5}))
        one = pool.apply_async(add, (2,), callback=heard.append, error_callback=failed.append)
        bad = pool.apply_async(add, (13,), callback=heard.append, error_callback=failed.append)
        print(one.get(timeout=5), one.successful())
        try:
            bad.get()
        except ValueError as error:
            print("ValueError", error)
        print(pool.map(add, range(5), chunksize=2), pool.starmap(add, [(1, 1), (2, 2)]))
        print(list(pool.imap(add, [3, 1, 2])), list(pool.imap_unordered(add, [30, 1, 15])))
        late = pool.apply_async(add, (50,))
        try:
            late.get(timeout=0.1)
        except TimeoutError:
            print("not yet", late.ready())
        pool.close()
        pool.join()
        print(late.get(), heard, [str(error) for error in failed], current_process().name)
