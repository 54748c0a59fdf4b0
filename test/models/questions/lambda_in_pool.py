"""Why can my pool not take a lambda, or a function inside a function?"""

import pickle
from concurrent.futures import ProcessPoolExecutor


def main():
    def inner(n):
        return n

    with ProcessPoolExecutor(2) as pool:
        for function in (lambda n: n, inner, abs):
            try:
                print(list(pool.map(function, [-1, 2])))
            except (AttributeError, pickle.PicklingError):
                print(function.__name__, "cannot be pickled")


if __name__ == "__main__":
    main()
