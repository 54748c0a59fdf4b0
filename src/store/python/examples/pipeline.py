import queue
import threading
import time

raw, washed = queue.Queue(), queue.Queue()


def wash():
    while (item := raw.get()) is not None:
        time.sleep(0.1)
        washed.put(item)
    washed.put(None)


def dry():
    while (item := washed.get()) is not None:
        time.sleep(0.25)
        print("dish", item, "is dry")


stages = [threading.Thread(target=wash, name="wash"),
          threading.Thread(target=dry, name="dry")]
for stage in stages:
    stage.start()
for dish in range(5):
    raw.put(dish)
raw.put(None)
for stage in stages:
    stage.join()
