"""`wait` of concurrent.futures: the first that ends, the first that fails, what is cancelled in time."""

import time
from concurrent.futures import FIRST_COMPLETED, FIRST_EXCEPTION, ThreadPoolExecutor, wait


def work(seconds, fails=False):
    time.sleep(seconds)
    if fails:
        raise RuntimeError(f"after {seconds}")
    return seconds


with ThreadPoolExecutor(max_workers=2, thread_name_prefix="crew") as pool:
    futures = [pool.submit(work, 0.3), pool.submit(work, 0.1), pool.submit(work, 0.1, fails=True), pool.submit(work, 9)]
    done, left = wait(futures, return_when=FIRST_COMPLETED)
    print([future.result() for future in done], len(left))
    done, left = wait(futures, return_when=FIRST_EXCEPTION)
    print(sorted(str(future.exception()) for future in done), len(left))
    done, left = wait(futures, timeout=0.05)
    print(len(done), len(left))
    late = [pool.submit(work, 0.1) for _ in range(3)]
    print([future.cancel() for future in late], futures[0].cancel(), futures[0].running())
    try:
        futures[0].result(timeout=0.01)
    except TimeoutError as error:
        print(type(error).__name__)
    pool.shutdown(wait=False, cancel_futures=True)
    try:
        pool.submit(work, 1)
    except RuntimeError as error:
        print(error)
print([future.cancelled() for future in late], futures[3].done())
