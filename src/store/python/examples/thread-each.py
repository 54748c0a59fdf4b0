import threading
import time
from datetime import datetime


def sleep_int(i):
    time.sleep(i)
    print(f"{datetime.now().strftime('%H:%M:%S.%f')}: {i}")
    return 1


threads = []

for i in range(5):
    t = threading.Thread(target=sleep_int, args=[i])
    t.start()
    threads.append(t)

for thread in threads:
    thread.join()

print("done")
