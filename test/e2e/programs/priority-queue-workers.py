import queue
import threading
import time

jobs = queue.PriorityQueue()
for urgency, name in [(3, "sweep"), (1, "alarm"), (2, "mail"), (1, "call"), (9, "archive")]:
    jobs.put((urgency, name))


def worker(number):
    while True:
        try:
            urgency, name = jobs.get(timeout=0.25)
        except queue.Empty:
            print(f"worker {number} goes home")
            return
        time.sleep(0.1 + number * 0.02)
        print(f"worker {number}: {name} ({urgency})")
        jobs.task_done()


workers = [threading.Thread(target=worker, args=(n,)) for n in (1, 2)]
for w in workers:
    w.start()
jobs.join()
print("all done", jobs.unfinished_tasks, jobs.empty())
for w in workers:
    w.join()
