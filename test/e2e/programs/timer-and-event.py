import threading
import time

ready = threading.Event()
ring = threading.Timer(0.2, lambda: (print("ring"), ready.set()))
never = threading.Timer(0.1, print, args=["never"])
ring.start()
never.start()
never.cancel()
print(ready.wait(0.1), ready.is_set())
print(ready.wait(), ring.finished.is_set())
ready.clear()


def watcher(n):
    while not ready.wait(0.1 * n):
        print("still waiting", n)
        if n > 1:
            return
    print("seen", n)


threads = [threading.Thread(target=watcher, args=(n,), name=f"watcher-{n}", daemon=True) for n in (1, 2.5)]
for t in threads:
    t.start()
time.sleep(0.35)
ready.set()
for t in threads:
    t.join(1)
    print(t.name, t.is_alive(), t.daemon)
print(type(ring).__name__, never.is_alive(), threading.active_count())
