"""Downloads at the same time."""

from concurrent.futures import ThreadPoolExecutor

import requests

with ThreadPoolExecutor(5) as pool:
    print(list(pool.map(requests.get, ["https://example.com"] * 5)))
