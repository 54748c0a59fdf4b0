import threading
import time

start = threading.Barrier(3, action=lambda: print("all here"))


def runner(n):
    time.sleep(0.1 * n)
    place = start.wait()
    print(sorted([place, 7])[1], start.broken)
    time.sleep(0.05 * n)
    try:
        start.wait(timeout=0.3 if n == 1 else None)
    except threading.BrokenBarrierError:
        print("broken for", n)


threads = [threading.Thread(target=runner, args=(n,)) for n in (1, 2, 3)]
for t in threads[:2]:
    t.start()
time.sleep(0.3)
print("waiting", start.n_waiting, "of", start.parties)
threads[2].start()
time.sleep(0.55)
start.abort()
for t in threads:
    t.join()
start.reset()
print(start.broken, start.n_waiting)
