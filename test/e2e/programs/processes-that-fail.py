import multiprocessing as mp
import sys
import time


def ends(how):
    time.sleep(0.1)
    if how == "raises":
        raise RuntimeError("child")
    if how == "exits":
        sys.exit(4)
    if how == "says":
        sys.exit("bye")


class Own(mp.Process):
    def __init__(self, n):
        super().__init__(daemon=True)
        self.n = n

    def run(self):
        time.sleep(self.n / 10)
        print("own", self.n, mp.current_process().daemon, flush=True)


if __name__ == "__main__":
    for how in ("well", "raises", "exits", "says"):
        child = mp.Process(target=ends, args=(how,))
        child.start()
        child.join()
        print(how, child.exitcode)
    children = [Own(n) for n in (1, 3)]
    for c in children:
        c.start()
    print(len(mp.active_children()), mp.parent_process() is None)
    children[0].join()
    children[1].kill()
    children[1].join()
    print([c.exitcode for c in children])
    queue = mp.JoinableQueue()
    queue.put(1)
    print(queue.get(timeout=1))
    queue.task_done()
    queue.join()
    try:
        queue.get(timeout=0.1)
    except Exception as error:
        print(type(error).__module__, type(error).__name__)
