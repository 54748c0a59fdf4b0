"""My processes are to log into one file, without mixing lines."""

import logging
import logging.handlers
import multiprocessing
import time


def work(records, n):
    log = logging.getLogger(f"worker{n}")
    log.setLevel(logging.INFO)
    log.addHandler(logging.handlers.QueueHandler(records))
    for step in range(2):
        time.sleep(0.1 * (n + 1))
        log.info("step %d", step)


if __name__ == "__main__":
    records = multiprocessing.Queue()
    handler = logging.FileHandler("work.log", mode="w")
    handler.setFormatter(logging.Formatter("%(name)s %(levelname)s %(message)s"))
    listener = logging.handlers.QueueListener(records, handler)
    listener.start()
    jobs = [multiprocessing.Process(target=work, args=(records, n)) for n in (0, 2)]
    for job in jobs:
        job.start()
    for job in jobs:
        job.join()
    listener.stop()
    handler.close()
    with open("work.log") as file:
        print(file.read(), end="")
