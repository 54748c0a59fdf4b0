"""The clock `steps`: each line of the user's is a step, between any two of which threads may switch; and what the lines read and write is told.

Differs from the real thing: there a switch may fall inside a line, too.
"""

import sys

import _k
from overlap import values
from overlap.machine import counts, current, files, the_answer
from pyodide.ffi import can_run_sync, run_sync

TOOL = 3


def begin():
    """From here on lines are steps."""
    values.begin()
    if not _k.inSteps():
        return
    monitoring = sys.monitoring
    if monitoring.get_tool(TOOL) is None:
        monitoring.use_tool_id(TOOL, "overlap")
    events = monitoring.events
    monitoring.register_callback(TOOL, events.LINE, line_begins)
    monitoring.register_callback(TOOL, events.PY_RETURN, returns)
    monitoring.register_callback(TOOL, events.PY_UNWIND, unwinds)
    monitoring.set_events(TOOL, events.LINE | events.PY_RETURN | events.PY_UNWIND)


def line_begins(code, line):
    file = files.get(code.co_filename)
    if file is None:
        return sys.monitoring.DISABLE
    if not can_run_sync():
        return
    frame = sys._getframe(1)
    # The machine counts nothing from here to `counts`, and the line before has taken its time: what it wrote is written now.
    waits = _k.step(file, line)
    values.line_ends(frame)
    if waits:
        me = current[0]
        run_sync(the_answer)
        current[0] = me
    values.line_begins(frame, file, line)
    counts()


def returns(code, _offset, _value):
    if code.co_filename not in files:
        return sys.monitoring.DISABLE
    frame = sys._getframe(1)
    back = frame.f_back
    inside = back is not None and back.f_code.co_filename in files
    if not inside:
        # No line of the user's follows that could say that this one is over.
        _k.lineEnds()
    values.returns(frame, back if inside else None)


def unwinds(code, _offset, _error):
    if code.co_filename in files:
        values.forget(sys._getframe(1))
