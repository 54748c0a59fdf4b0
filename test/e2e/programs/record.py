"""Runs the programs here on this Python and keeps what they printed and when: `python3.11 test/e2e/programs/record.py [NAME...]`.

Each runs until twelve runs (RUNS) have printed the same, since a busy computer may change an order; of a line's times (ms since the
program's first line) the least of those is kept. What the programs import is imported before: in the page it takes no time.
"""

import json
import pathlib
import platform
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).parent
KEPT = HERE / "recorded.json"

RUNS = 12

START = """
import asyncio, concurrent.futures.process, concurrent.futures.thread, multiprocessing.managers, multiprocessing.pool
import multiprocessing.queues, multiprocessing.sharedctypes, multiprocessing.synchronize, contextlib, contextvars, itertools, os, queue, sched
import runpy, sys, threading, time

class Stamped:
    # Each line has its time as it is printed: whoever reads it may be late. All processes of a computer have this clock.
    def __init__(self):
        self.begun, self.open = time.monotonic(), {}

    def write(self, text):
        me = threading.get_ident()
        *lines, self.open[me] = (self.open.get(me, "") + text).split("\\n")
        for line in lines:
            os.write(1, f"{(time.monotonic() - self.begun) * 1000} {line}\\n".encode())

    def flush(self):
        pass

sys.stdout = Stamped()
runpy.run_path(sys.argv[1], run_name="__main__")
"""


def run(file):
    """What it printed (ms, text), and its exit code."""
    child = subprocess.run([sys.executable, "-c", START, file], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    lines = [line.split(" ", 1) for line in child.stdout.splitlines()]
    return [(float(at), text) for at, text in lines], child.returncode


def record(file):
    by_text = {}
    for _ in range(3 * RUNS):
        one = run(str(file))
        runs = by_text.setdefault(tuple(text for _, text in one[0]), [])
        runs.append(one)
        if len(runs) == RUNS:
            break
    else:
        sys.exit(f"{file.name} prints something else each time: {list(by_text)}")
    if len(by_text) > 1:
        print(f"{file.name}: {len(by_text)} outputs", flush=True)
    at_ms = [round(min(times)) for times in zip(*([at for at, _ in lines] for lines, _ in runs))]
    return {"exit": runs[0][1], "lines": [[at, text] for at, (_, text) in zip(at_ms, runs[0][0])]}


def text_of(kept):
    programs = [f'    "{name}": {{ "exit": {one["exit"]}, "lines": [\n' + ",\n".join(f"      {json.dumps(line)}" for line in one["lines"]) + "\n    ] }" for name, one in sorted(kept["programs"].items())]
    return f'{{\n  "python": "{kept["python"]}",\n  "programs": {{\n' + ",\n".join(programs) + "\n  }\n}\n"


def main():
    kept = json.loads(KEPT.read_text()) if KEPT.exists() else {"programs": {}}
    kept["python"] = platform.python_version()
    asked = sys.argv[1:]
    for file in sorted(HERE.glob("*.py")):
        if file.name == pathlib.Path(__file__).name or (asked and file.stem not in asked):
            continue
        kept["programs"][file.name] = record(file)
        KEPT.write_text(text_of(kept))
        print(file.name, flush=True)


main()
