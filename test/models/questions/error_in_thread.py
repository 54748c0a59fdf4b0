"""An exception in my thread: who hears of it?"""

import threading
from concurrent.futures import ThreadPoolExecutor

heard = []
threading.excepthook = lambda args: heard.append(f"{args.thread.name}: {args.exc_value}")


class Thread(threading.Thread):
    error = None

    def run(self):
        try:
            super().run()
        except Exception as error:
            self.error = error

    def join(self, timeout=None):
        super().join(timeout)
        if self.error:
            raise self.error


def divide(n):
    return 1 / n


plain = threading.Thread(target=divide, args=[0], name="plain")
plain.start()
plain.join()
told = Thread(target=divide, args=[0])
told.start()
try:
    told.join()
except ZeroDivisionError as error:
    heard.append(f"join: {error}")
with ThreadPoolExecutor() as pool:
    future = pool.submit(divide, 0)
heard.append(f"future: {future.exception()!r}")
print(*heard, sep="\n")
