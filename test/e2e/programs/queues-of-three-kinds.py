import queue
import threading
import time

stack, line, simple = queue.LifoQueue(), queue.Queue(2), queue.SimpleQueue()
for n in range(3):
    stack.put(n)
print([stack.get() for _ in range(3)])
line.put(1)
line.put(2)
try:
    line.put(3, timeout=0.1)
except queue.Full as error:
    print(repr(error), line.full(), line.qsize())
try:
    stack.get(block=False)
except queue.Empty as error:
    print(repr(error))
try:
    simple.get(timeout=0.1)
except queue.Empty:
    print("simple is empty")
threading.Timer(0.1, simple.put, args=["late"]).start()
print(simple.get())


def slow_consumer():
    while (item := line.get()) is not None:
        time.sleep(0.1)
        print("ate", item)
        line.task_done()
    line.task_done()


eater = threading.Thread(target=slow_consumer)
eater.start()
for n in (3, 4):
    line.put(n)
    print("put", n)
line.put(None)
line.join()
eater.join()
try:
    line.task_done()
except ValueError as error:
    print(error)
