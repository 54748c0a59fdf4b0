"""A program of the system's, out of threads: a page has none."""

import subprocess
from concurrent.futures import ThreadPoolExecutor

with ThreadPoolExecutor(2) as pool:
    print(list(pool.map(lambda name: subprocess.run(["echo", name], capture_output=True).stdout, "ab")))
