"""One listener writes what all threads log, through a queue."""

import io
import logging
import logging.handlers
import queue
import threading
import time

lines = io.StringIO()
target = logging.StreamHandler(lines)
target.setFormatter(logging.Formatter("%(levelname)s %(threadName)s %(name)s: %(message)s"))
records = queue.Queue(-1)
listener = logging.handlers.QueueListener(records, target, respect_handler_level=True)
root = logging.getLogger()
root.setLevel(logging.INFO)
root.addHandler(logging.handlers.QueueHandler(records))


def work(n):
    log = logging.getLogger(f"shop.{n}")
    log.debug("nobody sees this")
    time.sleep(0.1 * (3 - n))
    log.info("sold %d", n)
    try:
        1 / 0
    except ZeroDivisionError:
        log.exception("broken")


listener.start()
threads = [threading.Thread(target=work, args=[n], name=f"seller-{n}") for n in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
listener.stop()
print(*(line for line in lines.getvalue().splitlines() if line.startswith(("INFO", "ERROR", "Zero"))), sep="\n")
