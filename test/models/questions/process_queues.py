"""Processes that talk: a queue of jobs with sentinels, a pipe for questions, an event, an array, exit codes."""

import multiprocessing as mp
import sys
import time


def square(jobs, results, ready):
    ready.wait()
    for n in iter(jobs.get, None):
        results.put((n, n * n))
    sys.exit(3)


def answer(end):
    while (question := end.recv()) != "bye":
        end.send(question[::-1])
    end.close()


def fill(array, index):
    with array.get_lock():
        array[index] += index


def fails():
    raise KeyError("no such key")


if __name__ == "__main__":
    jobs, results, ready = mp.Queue(), mp.Queue(), mp.Event()
    workers = [mp.Process(target=square, args=(jobs, results, ready), name=f"square-{n}") for n in range(2)]
    for one in workers:
        one.start()
    for n in range(5):
        jobs.put(n)
    for _ in workers:
        jobs.put(None)
    time.sleep(0.1)
    ready.set()
    print(sorted(results.get() for _ in range(5)))
    for one in workers:
        one.join()
    print([one.exitcode for one in workers], workers[0].name, workers[0].is_alive())
    here, there = mp.Pipe()
    other = mp.Process(target=answer, args=[there])
    other.start()
    there.close()
    for text in ("abc", "level"):
        here.send(text)
        print(here.recv(), here.poll(0))
    here.send("bye")
    other.join()
    array = mp.Array("i", 4)
    fillers = [mp.Process(target=fill, args=(array, n)) for n in range(4)]
    for one in fillers:
        one.start()
    for one in fillers:
        one.join(timeout=5)
    print(list(array))
    bad = mp.Process(target=fails)
    bad.start()
    bad.join()
    sleeper = mp.Process(target=time.sleep, args=[60], daemon=True)
    sleeper.start()
    sleeper.terminate()
    sleeper.join()
    print(bad.exitcode, sleeper.exitcode, mp.active_children())
