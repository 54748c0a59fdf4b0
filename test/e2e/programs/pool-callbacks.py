import multiprocessing
import time


def work(n):
    time.sleep(n / 10)
    if n == 3:
        raise ValueError("three")
    return n * n


if __name__ == "__main__":
    with multiprocessing.Pool(2) as pool:
        result = pool.apply_async(work, (2,), callback=lambda r: print("callback", r))
        failed = pool.apply_async(work, (3,), error_callback=lambda e: print("error", repr(e)))
        try:
            failed.get(timeout=0.1)
        except multiprocessing.TimeoutError:
            print("not yet", failed.ready())
        print(result.get(), result.successful())
        try:
            failed.get()
        except ValueError as error:
            print("raised", error)
        print(pool.map(work, [1, 2, 1, 2], chunksize=1))
        print(list(pool.imap_unordered(work, [4, 1])))
        print(pool.starmap(pow, [(2, 3), (3, 2)]), pool.apply(work, (1,)))
        pool.close()
        pool.join()
    try:
        pool.map(work, [1])
    except ValueError as error:
        print(error)
