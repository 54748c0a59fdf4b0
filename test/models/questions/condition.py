"""A producer and two consumers with a Condition."""

import threading
import time
from collections import deque

items, condition, closed = deque(), threading.Condition(), False
taken = []


def consume(name):
    while True:
        with condition:
            condition.wait_for(lambda: items or closed)
            if not items:
                return
            item = items.popleft()
        time.sleep(0.15)
        taken.append((name, item))


consumers = [threading.Thread(target=consume, args=[name], daemon=True) for name in "ab"]
for consumer in consumers:
    consumer.start()
for n in range(5):
    time.sleep(0.1)
    with condition:
        items.append(n)
        condition.notify()
with condition:
    closed = True
    condition.notify_all()
for consumer in consumers:
    consumer.join()
print(sorted(item for _, item in taken), {name for name, _ in taken} == {"a", "b"})
