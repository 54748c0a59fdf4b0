import itertools
import threading
import time

lock = threading.Lock()
total = 0


def deposit(times):
    global total
    for _ in range(times):
        with lock:
            total += 1


threads = [threading.Thread(target=deposit, args=(2000,)) for _ in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(total)

words = iter(itertools.cycle(["tick", "tock"]))
done = threading.Event()


def say():
    while not done.wait(0.1):
        print(next(words))


speaker = threading.Thread(target=say)
speaker.start()
time.sleep(0.45)
done.set()
speaker.join()
print(lock.locked(), lock.acquire(timeout=0.05), lock.acquire(timeout=0.05), lock.locked())
print(threading.main_thread().name, threading.current_thread().ident == threading.get_ident())
