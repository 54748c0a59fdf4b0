import time
from datetime import datetime
from multiprocessing import Pool


def sleep_int(i):
    time.sleep(i)
    return i


if __name__ == "__main__":
    with Pool(3) as executor:
        results = executor.imap(sleep_int, range(5))
        for result in results:
            print(f"{datetime.now().strftime('%H:%M:%S.%f')}: {result}")
