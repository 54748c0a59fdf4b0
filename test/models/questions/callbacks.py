"""apply_async says nothing when my function fails."""

import multiprocessing
import time


def half(n):
    time.sleep(n / 10)
    if n % 2:
        raise ValueError(f"{n} is odd")
    return n // 2


if __name__ == "__main__":
    good, bad = [], []
    with multiprocessing.Pool(3) as pool:
        for n in range(1, 6):
            pool.apply_async(half, [n], callback=good.append, error_callback=lambda e: bad.append(str(e)))
        pool.close()
        pool.join()
    print(good, sorted(bad))
