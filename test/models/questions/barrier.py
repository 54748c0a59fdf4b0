"""Phases: nobody begins the second before all have ended the first; then somebody breaks the barrier."""

import threading
import time

log, lock = [], threading.Lock()


def say(text):
    with lock:
        log.append(text)


phases = threading.Barrier(3, action=lambda: say("--"))


def work(n):
    for phase in range(2):
        time.sleep(0.01 * (n + 1))
        say(f"{phase}.{n}")
        phases.wait()
    if n == 0:
        phases.abort()
        return
    try:
        phases.wait(timeout=1)
    except threading.BrokenBarrierError:
        say("broken")


threads = [threading.Thread(target=work, args=[n]) for n in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(" ".join(log), phases.broken, phases.n_waiting)
