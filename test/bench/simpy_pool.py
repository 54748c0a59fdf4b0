"""The kernel's model in SimPy: workers that take one task after another and sleep for it. Prints milliseconds, a JSON list."""
import json
import sys
import time

import simpy


def sleep_ms(i):
    return 1 + ((i * 7919) % 1613) / 100


def once(tasks, workers):
    env = simpy.Environment()
    left = iter(range(tasks))
    ended = 0

    def worker():
        nonlocal ended
        for i in left:
            yield env.timeout(sleep_ms(i))
            ended += 1

    begin = time.perf_counter()
    for _ in range(workers):
        env.process(worker())
    env.run()
    assert ended == tasks, f"{ended} of {tasks} tasks"
    return (time.perf_counter() - begin) * 1000


tasks, workers, repeats = map(int, sys.argv[1:])
print(json.dumps({"version": simpy.__version__, "ms": [once(tasks, workers) for _ in range(repeats)]}))
