"""A pool counts the words of several files."""

import collections
import os
import tempfile
from multiprocessing import Pool

TEXTS = ["the cat and the dog", "a dog", "the end"]


def count(path):
    with open(path) as file:
        return collections.Counter(file.read().split())


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, f"{n}.txt") for n in range(len(TEXTS))]
        for path, text in zip(paths, TEXTS):
            with open(path, "w") as file:
                file.write(text)
        with Pool(2) as pool:
            total = sum(pool.map(count, paths), collections.Counter())
    print(total.most_common(2), os.path.exists(paths[0]))
