"""Standard output, error and input.

Differs from the real thing: nothing is buffered, so that each line has the time at which it was written; there are no bytes under the text.
"""

import builtins
import io
import sys

import _k
from overlap.machine import place_of, sync


class _Bytes(io.RawIOBase):
    def __init__(self, out):
        self._out = out

    def writable(self):
        return True

    def write(self, data):
        self._out.write(bytes(data).decode("utf-8", "replace"))
        return len(data)


class Out(io.TextIOBase):
    encoding = "utf-8"
    errors = "strict"

    def __init__(self, number):
        self._number = number
        self.buffer = _Bytes(self)

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        file, line = place_of(sys._getframe(1))
        _k.print(self._number, text, file, line)
        return len(text)

    def flush(self):
        pass

    def writable(self):
        return True

    def isatty(self):
        return False

    def fileno(self):
        return self._number


def ask(prompt=""):
    file, line = place_of(sys._getframe(1))
    text = sync(_k.input(str(prompt), file, line))
    if text is None:
        raise EOFError("EOF when reading a line")
    return text


class In(io.TextIOBase):
    encoding = "utf-8"
    errors = "strict"

    def readable(self):
        return True

    def readline(self, limit=-1):
        try:
            return ask() + "\n"
        except EOFError:
            return ""

    def read(self, size=-1):
        return "".join(iter(self.readline, ""))

    def isatty(self):
        return False

    def fileno(self):
        return 0


def begin():
    sys.stdin, sys.stdout, sys.stderr = In(), Out(1), Out(2)
    sys.__stdin__, sys.__stdout__, sys.__stderr__ = sys.stdin, sys.stdout, sys.stderr
    builtins.input = ask
