"""I call a blocking function from a coroutine; with a limit for how long I wait."""

import asyncio
import functools
import time
from concurrent.futures import ThreadPoolExecutor


def slow(seconds, *, name):
    time.sleep(seconds)
    return name


async def main():
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(2) as pool:
        calls = [loop.run_in_executor(pool, functools.partial(slow, s, name=f"{s}")) for s in (0.5, 0.2, 0.4)]
        try:
            await asyncio.wait_for(asyncio.shield(calls[0]), 0.1)
        except TimeoutError:
            print("not yet")
        for call in asyncio.as_completed(calls):
            print(await call, end=" ")
    print()


asyncio.run(main())
