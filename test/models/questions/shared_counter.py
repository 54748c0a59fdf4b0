"""My counter is not what it should be, in processes."""

import multiprocessing


def share(value):
    global counter
    counter = value


def add(times, step):
    for _ in range(times):
        with counter.get_lock():
            counter.value += step
    return times


if __name__ == "__main__":
    value = multiprocessing.Value("i", 0)
    with multiprocessing.Pool(2, initializer=share, initargs=[value]) as pool:
        print(pool.starmap(add, [(100, 1), (50, 2), (25, 4)]), value.value)
