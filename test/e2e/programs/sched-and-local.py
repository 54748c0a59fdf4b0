import sched
import threading
import time

begun = time.monotonic()
plan = sched.scheduler(time.monotonic, time.sleep)
plan.enter(0.3, 1, print, argument=("third",))
plan.enter(0.1, 2, print, argument=("second",))
plan.enter(0.1, 1, print, argument=("first",))
dropped = plan.enter(0.2, 1, print, argument=("dropped",))
plan.cancel(dropped)
print(len(plan.queue))
plan.run()
print(plan.empty(), round(time.monotonic() - begun, 1))


class Own(threading.local):
    made = 0

    def __init__(self, start):
        self.value = start


own = Own(10)


def add(n):
    for _ in range(n):
        own.value += 1
        time.sleep(0.05)
    print(n, own.value, sorted(own.__dict__))


threads = [threading.Thread(target=add, args=(n,)) for n in (1, 3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(own.value, Own.made)


class Count(threading.Thread):
    def run(self):
        raise ZeroDivisionError(self.name)


threading.excepthook = lambda args: print("hook", args.exc_type.__name__, args.thread.name)
one = Count(name="count")
one.start()
one.join()
try:
    one.start()
except RuntimeError as error:
    print(error)
