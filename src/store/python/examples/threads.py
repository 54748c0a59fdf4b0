import time
from concurrent import futures
from datetime import datetime


def sleep_int(i):
    time.sleep(i)
    return i


with futures.ThreadPoolExecutor(max_workers=3) as executor:
    results = executor.map(sleep_int, range(5))
    print(type(results))
    for result in results:
        # time when a task is finished and its result
        print(f"{datetime.now().strftime('%H:%M:%S.%f')}: {result}")
