"""Dining philosophers who take the lower fork first, and count their meals; a semaphore keeps one seat free."""

import random
import threading
import time

forks = [threading.Lock() for _ in range(5)]
seats = threading.BoundedSemaphore(4)
meals = [0] * 5


def dine(n):
    chance = random.Random(n)
    first, second = sorted((n, (n + 1) % 5))
    for _ in range(3):
        time.sleep(chance.uniform(0.01, 0.02))
        with seats, forks[first], forks[second]:
            meals[n] += 1
            time.sleep(0.01)


threads = [threading.Thread(target=dine, args=(n,), name=f"philosopher {n}") for n in range(5)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(meals)
try:
    seats.release()
except ValueError as error:
    print(error)
