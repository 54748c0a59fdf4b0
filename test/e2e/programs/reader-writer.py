import threading
import time
from contextlib import contextmanager


class ReadersAndWriter:
    def __init__(self):
        self.condition = threading.Condition()
        self.readers = 0
        self.writing = False

    @contextmanager
    def reading(self):
        with self.condition:
            while self.writing:
                self.condition.wait()
            self.readers += 1
        try:
            yield
        finally:
            with self.condition:
                self.readers -= 1
                if self.readers == 0:
                    self.condition.notify_all()

    @contextmanager
    def written(self):
        with self.condition:
            self.condition.wait_for(lambda: self.readers == 0 and not self.writing)
            self.writing = True
        try:
            yield
        finally:
            with self.condition:
                self.writing = False
                self.condition.notify_all()


book = ReadersAndWriter()
text = "v0"


def read(n):
    with book.reading():
        print(n, "reads", text)
        time.sleep(0.1)


def write(version):
    global text
    with book.written():
        time.sleep(0.15)
        text = version
        print("wrote", version)


acts = [(0, read, "r1"), (0.05, read, "r2"), (0.05, write, "v1"), (0.12, read, "r3"), (0.12, write, "v2")]
threads = []
for wait, act, name in acts:
    time.sleep(wait)
    threads.append(threading.Thread(target=act, args=(name,)))
    threads[-1].start()
for t in threads:
    t.join()
print(text, book.readers, book.writing)
