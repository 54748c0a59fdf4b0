import multiprocessing as mp
import time


def produce(queue, n):
    for i in range(3):
        time.sleep(0.1)
        queue.put((n, i))
    queue.put(None)


def answer(end):
    while True:
        try:
            x = end.recv()
        except EOFError:
            break
        time.sleep(0.05)
        end.send(x * 2)
        if x == 3:
            break
    end.close()


def add(total, lock, times):
    for _ in range(times):
        with lock:
            value = total.value
            time.sleep(0.01)
            total.value = value + 1


if __name__ == "__main__":
    queue = mp.Queue()
    child = mp.Process(target=produce, args=(queue, 7), name="producer")
    child.start()
    while (item := queue.get()) is not None:
        print(item)
    child.join()
    print(child.exitcode, child.name, child.is_alive())

    here, there = mp.Pipe()
    child = mp.Process(target=answer, args=(there,))
    child.start()
    there.close()
    for n in (1, 2, 3):
        here.send(n)
        print(here.poll(0.01), here.recv())
    try:
        here.recv()
    except EOFError:
        print("closed")
    child.join()

    total, lock = mp.Value("i", 0, lock=False), mp.Lock()
    children = [mp.Process(target=add, args=(total, lock, 10)) for _ in range(3)]
    for c in children:
        c.start()
    for c in children:
        c.join()
    print(total.value)

    sleeper = mp.Process(target=time.sleep, args=(10,))
    sleeper.start()
    sleeper.join(0.1)
    print(sleeper.is_alive(), sleeper.exitcode)
    sleeper.terminate()
    sleeper.join()
    print(sleeper.exitcode)
