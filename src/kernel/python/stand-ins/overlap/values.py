"""Which values that threads share each line reads and writes: globals, attributes, items, and variables of a function around it.

What a line reads goes into what it assigns: so a write is known to come from a read that is older than another thread's write.

Simplified: values go through local variables, arguments and results, not through containers; only numbers, texts and small containers
are looked at; variables of the same name in two calls of one function around count as one; an object whose attribute was seen lives on.
"""

import dis
import types

import _k
from overlap.machine import name_of

PLAIN = (int, float, complex, str, bytes, bool, type(None))
CONTAINERS = (list, tuple, dict, set, frozenset)
LONGEST = 40

LOADS = {"LOAD_FAST", "LOAD_FAST_BORROW", "LOAD_FAST_CHECK"}
PAIRS = {"LOAD_FAST_LOAD_FAST", "LOAD_FAST_BORROW_LOAD_FAST_BORROW"}
CONSTANTS = {"LOAD_CONST", "LOAD_SMALL_INT"}
CALLS = {"CALL", "CALL_KW", "CALL_FUNCTION_EX", "SEND", "YIELD_VALUE"}

LOCAL, GLOBAL, CELL, CONSTANT = range(4)


class Line:
    """What a line does to values. A place is (kind, name), (place, ".", name) or (place, "[", place)."""

    __slots__ = ("early", "late", "writes", "uses", "sets")

    def __init__(self):
        self.early = []
        self.late = []
        """Read after a call in the same line."""
        self.writes = []
        self.uses = []
        self.sets = []


class State:
    """A frame of the user's: the line that it is in, and from which reads its variables come."""

    __slots__ = ("line", "at", "comes_from", "variables")

    def __init__(self):
        self.line = None
        self.at = (-1, 0)
        self.comes_from = {}
        self.variables = {}


states = {}
"""By frame."""

known = {}
"""Of what a value is: its number, its name, and the object that has it, which keeps its id."""

lines = {}
"""(code, offset) -> Line"""

codes = {}
"""code -> (instructions, place of each offset)"""


def begin():
    for table in (states, known, lines, codes):
        table.clear()


# ---- what the instructions of a line say


def line_at(code, offset):
    key = (code, offset)
    found = lines.get(key)
    if found is None:
        found = lines[key] = read_line(code, offset)
    return found


def read_line(code, offset):
    if code not in codes:
        instructions = list(dis.get_instructions(code))
        codes[code] = instructions, {it.offset: place for place, it in enumerate(instructions)}
    instructions, places = codes[code]
    line = Line()
    start = places.get(offset)
    if start is None:
        return line
    number = instructions[start].line_number
    loads = []
    called = False
    for it in instructions[start:]:
        if it.line_number is not None and it.line_number != number:
            break
        name = it.opname
        reads = line.late if called else line.early
        if name in LOADS:
            line.uses.append(it.argval)
            loads.append((LOCAL, it.argval))
        elif name in PAIRS:
            line.uses.extend(it.argval)
            loads.extend((LOCAL, one) for one in it.argval)
        elif name in CONSTANTS:
            loads.append((CONSTANT, it.argval))
        elif name in ("LOAD_GLOBAL", "LOAD_NAME"):
            reads.append((GLOBAL, it.argval))
            loads.append((GLOBAL, it.argval))
        elif name == "LOAD_DEREF":
            reads.append((CELL, it.argval))
            loads.append((CELL, it.argval))
        elif name == "STORE_FAST":
            line.sets.append(it.argval)
            loads = []
        elif name == "STORE_FAST_STORE_FAST":
            line.sets.extend(it.argval)
            loads = []
        elif name == "STORE_FAST_LOAD_FAST":
            line.sets.append(it.argval[0])
            line.uses.append(it.argval[1])
            loads = [(LOCAL, it.argval[1])]
        elif name in ("STORE_GLOBAL", "STORE_NAME"):
            line.writes.append((GLOBAL, it.argval))
            loads = []
        elif name == "STORE_DEREF":
            line.writes.append((CELL, it.argval))
            loads = []
        elif name == "LOAD_ATTR":
            place = (loads[-1], ".", it.argval) if loads else None
            if place:
                reads.append(place)
            loads = [place] if place else []
        elif name == "STORE_ATTR":
            place = (loads[-1], ".", it.argval) if loads else last_read(line, ".", it.argval)
            if place:
                line.writes.append(place)
            loads = []
        elif name == "BINARY_OP" and it.argrepr == "[]":
            if len(loads) > 1:
                reads.append((loads[-2], "[", loads[-1]))
            loads = []
        elif name == "STORE_SUBSCR":
            place = (loads[-2], "[", loads[-1]) if len(loads) > 1 else last_read(line, "[", None)
            if place:
                line.writes.append(place)
            loads = []
        elif name in CALLS:
            called = True
            loads = []
        elif name not in ("COPY", "EXTENDED_ARG", "NOP", "NOT_TAKEN", "PUSH_NULL", "RESUME"):
            loads = []
    return line


def last_read(line, how, name):
    """`a.n += 1` reads and writes one place, which is loaded once."""
    for place in reversed(line.early + line.late):
        if place[1] == how and (name is None or place[2] == name):
            return place
    return None


# ---- values at run time

NOWHERE = object()


def look(place, frame):
    """What is at a place; NOWHERE if nothing is."""
    if len(place) == 3:
        found = resolve(place, frame)
        return NOWHERE if found is None else found[2]
    kind, name = place
    if kind == CONSTANT:
        return name
    if kind == GLOBAL:
        if name in frame.f_globals:
            return frame.f_globals[name]
        return frame.f_locals.get(name, NOWHERE) if frame.f_locals is not frame.f_globals else NOWHERE
    return frame.f_locals.get(name, NOWHERE)


def attribute(it, name):
    """The attribute, where no code of the user's runs to get it."""
    try:
        own = object.__getattribute__(it, "__dict__")
    except AttributeError:
        slot = getattr(type(it), "__dict__", {}).get(name)
        return slot.__get__(it) if isinstance(slot, types.MemberDescriptorType) else NOWHERE
    except TypeError:
        return NOWHERE
    if name in own:
        return own[name]
    if isinstance(it, type):
        return NOWHERE
    # An attribute of the class is read through the object, until the object has its own.
    return type(it).__dict__.get(name, NOWHERE)


def resolve(place, frame):
    """(what it is, its value) of a place; None where it is not looked at."""
    if len(place) == 2:
        kind, name = place
        value = look(place, frame)
        if value is NOWHERE:
            return None
        if kind == GLOBAL:
            return (id(frame.f_globals), name), None, value
        return (frame.f_code.co_filename, name), None, value
    base, how, inner = place
    it = look(base, frame)
    if it is NOWHERE:
        return None
    if how == "." and type(it) is types.ModuleType:
        return ((id(it.__dict__), inner), None, it.__dict__[inner]) if inner in it.__dict__ else None
    if how == ".":
        value = attribute(it, inner)
        return None if value is NOWHERE else ((id(it), ".", inner), it, value)
    key = look(inner, frame)
    if type(it) not in (list, dict) or type(key) not in (int, str, bool):
        return None
    try:
        return (id(it), "[", key), it, it[key]
    except LookupError:
        return None


def text_of(value):
    """As the program would print it; None for what is not looked at."""
    kind = type(value)
    if kind not in PLAIN:
        if kind not in CONTAINERS or len(value) > 8 or any(type(one) not in PLAIN for one in value):
            return None
        if kind is dict and any(type(one) not in PLAIN for one in value.values()):
            return None
    text = repr(value)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def called(place, it, frame):
    """What the user calls it."""
    if len(place) == 2:
        return place[1]
    base, how, inner = place
    name = called(base, None, frame)
    if base[0] == LOCAL:
        name = name_of(it, None) or name
    if how == ".":
        return f"{name}.{inner}"
    return f"{name}[{look(inner, frame)!r}]"


def number_of(what, it, place, frame):
    found = known.get(what)
    # An object may be seen before the user has a name for it.
    if found is None or found[1].startswith("self."):
        found = known[what] = found[0] if found else len(known) + 1, called(place, it, frame), it
    return found[0], found[1]


def read(place, frame, state):
    found = resolve(place, frame)
    if found is None:
        return
    what, it, value = found
    text = text_of(value)
    if text is None:
        return
    number, name = number_of(what, it, place, frame)
    state.comes_from[number] = _k.valueRead(number, name, text, *state.at)


def write(place, frame, state):
    found = resolve(place, frame)
    if found is None:
        return
    what, it, value = found
    text = text_of(value)
    if text is None:
        return
    number, name = number_of(what, it, place, frame)
    _k.valueWritten(number, name, text, state.comes_from.get(number, 0), *state.at)


# ---- as lines begin and end


def line_begins(frame, file, line):
    code = frame.f_code
    state = states.get(frame)
    if state is None:
        state = states[frame] = State()
        caller = states.get(frame.f_back)
        if caller is not None and caller.comes_from:
            arguments = code.co_argcount + code.co_kwonlyargcount
            state.variables = {name: caller.comes_from for name in code.co_varnames[:arguments]}
    state.line = does = line_at(code, frame.f_lasti)
    state.at = (file, line)
    state.comes_from = {}
    for name in does.uses:
        state.comes_from.update(state.variables.get(name, {}))
    for place in does.early:
        read(place, frame, state)


def line_ends(frame):
    state = states.get(frame)
    if state is None or state.line is None:
        return
    does = state.line
    state.line = None
    for place in does.late:
        read(place, frame, state)
    for place in does.writes:
        write(place, frame, state)
    for name in does.sets:
        if state.comes_from:
            state.variables[name] = state.comes_from
        else:
            state.variables.pop(name, None)


def returns(frame, back):
    """`back`: the frame of the user's that called, if one did: the result goes into the line that it is in."""
    line_ends(frame)
    state = states.pop(frame, None)
    caller = states.get(back)
    if state is not None and caller is not None:
        caller.comes_from.update(state.comes_from)


def forget(frame):
    states.pop(frame, None)
