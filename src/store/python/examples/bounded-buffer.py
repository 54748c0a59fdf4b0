import threading
import time

SIZE = 3
buffer = []
changed = threading.Condition()


def produce():
    for n in range(8):
        time.sleep(0.05)
        with changed:
            changed.wait_for(lambda: len(buffer) < SIZE)
            buffer.append(n)
            changed.notify_all()


def consume():
    for _ in range(8):
        with changed:
            changed.wait_for(lambda: buffer)
            n = buffer.pop(0)
            changed.notify_all()
        time.sleep(0.15)
        print("used", n, "left", len(buffer))


both = [threading.Thread(target=produce, name="producer"),
        threading.Thread(target=consume, name="consumer")]
for t in both:
    t.start()
for t in both:
    t.join()
