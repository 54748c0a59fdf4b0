import multiprocessing as mp
import time


def note(shared, log, go, n):
    go.wait()
    time.sleep(n / 10)
    shared[n] = n * n
    log.append(n)


def meet(barrier, permits, n):
    time.sleep(n / 10)
    barrier.wait()
    with permits:
        time.sleep(0.1)


if __name__ == "__main__":
    with mp.Manager() as manager:
        shared, log, go = manager.dict(), manager.list(), mp.Event()
        children = [mp.Process(target=note, args=(shared, log, go, n)) for n in (3, 1, 2)]
        for c in children:
            c.start()
        time.sleep(0.1)
        print(len(log), go.is_set())
        go.set()
        for c in children:
            c.join()
        print(dict(sorted(shared.items())), list(log))
    numbers = mp.Array("d", [1.5, 2.5])
    print(numbers[:], len(numbers))
    barrier, permits = mp.Barrier(3), mp.Semaphore(2)
    children = [mp.Process(target=meet, args=(barrier, permits, n)) for n in range(3)]
    for c in children:
        c.start()
    for c in children:
        c.join()
    print("met", [c.exitcode for c in children])
