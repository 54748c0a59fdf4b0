"""How objects get from one interpreter to another: pickled, or as code where a function needs nothing of its module.

Differs from the real thing (`Python/crossinterp.c`): what is shareable is pickled as well, and memory is never shared. As there, the main
module is run again, as `<fake __main__>`, in an interpreter that is to find something in it; so what is defined there does not come back.
"""

import builtins
import io
import marshal
import pickle
import sys
import types

import _k
from overlap.machine import HOME

FAKE_MAIN = "<fake __main__>"


class NotShareableError(TypeError):
    "object cannot be shared between interpreters"


NotShareableError.__module__ = "concurrent.interpreters"

REACHES = {"LOAD_GLOBAL", "LOAD_NAME", "STORE_GLOBAL", "STORE_NAME", "DELETE_GLOBAL", "DELETE_NAME"}


def reaches(code):
    """The global names that a piece of code speaks of."""
    import dis

    for step in dis.get_instructions(code):
        if step.opname in REACHES:
            yield step.argval
    for it in code.co_consts:
        if isinstance(it, types.CodeType):
            yield from reaches(it)


def is_stateless(function):
    """Whether it needs neither globals, nor a closure, nor defaults (`_PyFunction_VerifyStateless`)."""
    if function.__closure__ or function.__defaults__ or function.__kwdefaults__:
        return False
    known = function.__globals__
    return not any(name in known for name in reaches(function.__code__))


def from_code(code):
    return types.FunctionType(marshal.loads(code), {"__builtins__": builtins})


class _Pickler(pickle.Pickler):
    def reducer_override(self, it):
        if type(it) is types.FunctionType and is_stateless(it):
            return from_code, (marshal.dumps(it.__code__),)
        return NotImplemented


class _Unpickler(pickle.Unpickler):
    def find_class(self, module, name):
        if module != "__main__" or not _k.interpreterId():
            return super().find_class(module, name)
        found = fake_main()
        for part in name.split("."):
            found = getattr(found, part)
        return found


def packed(it):
    data = io.BytesIO()
    try:
        _Pickler(data).dump(it)
    except Exception as error:
        raise NotShareableError(f"object could not be pickled: {error}") from error
    return data.getvalue()


def unpacked(data):
    try:
        return _Unpickler(io.BytesIO(data)).load()
    except Exception as error:
        raise NotShareableError(f"object could not be unpickled: {error}") from error


mains = []
"""The main module of the program, once this interpreter has run it."""


def fake_main():
    if not mains:
        path = HOME + _k.fileName(0)
        main = types.ModuleType(FAKE_MAIN)
        main.__file__ = path
        main.__builtins__ = builtins
        sys.modules[FAKE_MAIN] = main
        try:
            exec(compile(_k.fileText(0), path, "exec"), main.__dict__)
        finally:
            del sys.modules[FAKE_MAIN]
        mains.append(main)
    return mains[0]
