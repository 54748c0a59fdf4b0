"""All processes append to the same file; one lock keeps them apart."""

import multiprocessing
import time


def append(lock, n):
    time.sleep(0.1 * (3 - n))
    with lock:
        with open("lines.txt", "a") as file:
            file.write(f"{n} {'x' * n}\n")


if __name__ == "__main__":
    with open("lines.txt", "w") as file:
        file.write("begun\n")
    lock = multiprocessing.Lock()
    jobs = [multiprocessing.Process(target=append, args=(lock, n)) for n in range(3)]
    for job in jobs:
        job.start()
    for job in jobs:
        job.join()
    with open("lines.txt") as file:
        print(file.read().split("\n"))
