import threading
import time
from concurrent.futures import ThreadPoolExecutor, TimeoutError
from concurrent.futures.thread import BrokenThreadPool

own = threading.local()


def prepare(greeting):
    own.greeting = greeting
    own.count = 0


def greet(name):
    time.sleep(0.1)
    own.count += 1
    return f"{own.greeting} {name} {threading.current_thread().name}"


with ThreadPoolExecutor(2, thread_name_prefix="clerk", initializer=prepare, initargs=("hello",)) as pool:
    for line in sorted(pool.map(greet, ["ann", "bob"])):
        print(line[:9], line[-8:-2])
    try:
        for n in pool.map(time.sleep, [0.05, 0.5], timeout=0.2):
            print("slept", n)
    except TimeoutError:
        print("the map is too late")
print(hasattr(own, "greeting"))


def broken():
    raise OSError("no clerk")


with ThreadPoolExecutor(1, initializer=broken) as pool:
    job = pool.submit(time.sleep, 1)
    try:
        job.result()
    except BrokenThreadPool as error:
        print(error)
    try:
        pool.submit(time.sleep, 1)
    except BrokenThreadPool as error:
        print(str(error)[:40])
