import time
from concurrent.futures import ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION, ThreadPoolExecutor, wait


def work(seconds, fails=False):
    time.sleep(seconds)
    if fails:
        raise KeyError(seconds)
    return seconds


with ThreadPoolExecutor() as pool:
    jobs = {pool.submit(work, s) for s in (0.1, 0.3, 0.5)}
    while jobs:
        done, jobs = wait(jobs, return_when=FIRST_COMPLETED)
        print([job.result() for job in done], len(jobs))
    jobs = [pool.submit(work, 0.4), pool.submit(work, 0.1), pool.submit(work, 0.2, True)]
    done, rest = wait(jobs, return_when=FIRST_EXCEPTION)
    print(sorted(job.exception() is None for job in done), len(rest))
    done, rest = wait(jobs, timeout=0.1, return_when=ALL_COMPLETED)
    print(len(done), len(rest), (done | rest) == set(jobs))
