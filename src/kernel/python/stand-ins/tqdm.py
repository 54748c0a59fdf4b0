"""`tqdm`: a small one of the page's own, which writes a line a step as a log of the real one would have it.

Differs from the real thing: no bar is redrawn in place, and of the options only `desc`, `total` and `disable` do something.
"""

import sys
import time


class tqdm:
    def __init__(self, iterable=None, desc=None, total=None, disable=False, **_):
        self.iterable = iterable
        self.desc = desc
        self.n = 0
        self.disable = disable
        self.total = total if total is not None else len(iterable) if hasattr(iterable, "__len__") else None
        self._since = time.perf_counter()
        self._show()

    def _show(self):
        if self.disable:
            return
        seconds = time.perf_counter() - self._since
        before = f"{self.desc}: " if self.desc else ""
        if self.total:
            filled = 10 * self.n // self.total
            bar = "#" * filled + " " * (10 - filled)
            sys.stderr.write(f"\r{before}{100 * self.n // self.total:3d}%|{bar}| {self.n}/{self.total} [{seconds:05.2f}s]")
        else:
            sys.stderr.write(f"\r{before}{self.n}it [{seconds:05.2f}s]")

    def update(self, n=1):
        self.n += n
        self._show()

    def __iter__(self):
        for item in self.iterable:
            yield item
            self.update()
        self.close()

    def close(self):
        if not self.disable:
            self.disable = True
            sys.stderr.write("\n")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def set_description(self, desc):
        self.desc = desc

    @staticmethod
    def write(text):
        print(text)


def trange(*args, **kwargs):
    return tqdm(range(*args), **kwargs)
