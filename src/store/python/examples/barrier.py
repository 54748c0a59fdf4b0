import threading
import time

line = threading.Barrier(3)


def runner(name, seconds):
    time.sleep(seconds)
    print(name, "is at the line")
    line.wait()
    time.sleep(0.2)
    print(name, "is at the goal")


runners = [threading.Thread(target=runner, args=args, name=args[0])
           for args in (("a", 0.1), ("b", 0.3), ("c", 0.5))]
for r in runners:
    r.start()
for r in runners:
    r.join()
