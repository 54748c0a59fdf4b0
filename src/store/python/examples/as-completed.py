import time
from concurrent import futures
from datetime import datetime


def sleep_int(i):
    time.sleep(i - 1)  # sleep(-1) raises ValueError
    return i


if __name__ == "__main__":
    n = 5
    with futures.ProcessPoolExecutor(max_workers=3) as executor:
        to_do = [executor.submit(sleep_int, i) for i in range(n)]
        for future in futures.as_completed(to_do):
            try:
                res = future.result()
            except ValueError as error:
                res = error
            print(f"{datetime.now().strftime('%H:%M:%S.%f')}: {res}")
