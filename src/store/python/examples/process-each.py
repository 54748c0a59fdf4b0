import time
from datetime import datetime
from multiprocessing import Process


def sleep_int(i):
    time.sleep(i)
    print(f"{datetime.now().strftime('%H:%M:%S.%f')}: {i}")


if __name__ == "__main__":
    processes = []

    for i in range(5):
        p = Process(target=sleep_int, args=[i])
        p.start()
        processes.append(p)

    for process in processes:
        process.join()
