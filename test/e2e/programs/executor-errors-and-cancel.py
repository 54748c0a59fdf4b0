import time
from concurrent import futures


def work(n):
    time.sleep(0.1 * n)
    if n == 2:
        raise ValueError(f"no {n}")
    return n * 10


with futures.ThreadPoolExecutor(max_workers=2) as pool:
    jobs = [pool.submit(work, n) for n in (1, 2, 3, 4, 5)]
    jobs[0].add_done_callback(lambda job: print("callback", job.result(), job.done()))
    print(jobs[4].cancel(), jobs[4].cancelled(), jobs[0].running())
    try:
        jobs[2].result(timeout=0.15)
    except futures.TimeoutError as error:
        print("too late", type(error).__name__)
    for job in futures.as_completed(jobs):
        if job.cancelled():
            print("cancelled")
        elif job.exception():
            print("failed", repr(job.exception()))
        else:
            print("done", job.result())
    try:
        jobs[4].result()
    except futures.CancelledError as error:
        print(repr(error))
try:
    pool.submit(work, 1)
except RuntimeError as error:
    print(error)

pool = futures.ThreadPoolExecutor(1)
first, second = pool.submit(work, 1), pool.submit(work, 1)
time.sleep(0.02)
pool.shutdown(wait=False, cancel_futures=True)
print(first.result(), second.cancelled())
