"""At most two calls at a time, each with a limit and up to three tries that wait longer each time."""

import asyncio
import time

begun = time.monotonic()
tries = {}


async def call(name, seconds):
    tries[name] = tries.get(name, 0) + 1
    await asyncio.sleep(seconds / tries[name])
    return name


async def limited(permits, name, seconds):
    for attempt in range(3):
        try:
            async with permits, asyncio.timeout(0.3):
                return await call(name, seconds)
        except TimeoutError:
            await asyncio.sleep(0.1 * 2**attempt)
    return f"no {name}"


async def main():
    permits = asyncio.Semaphore(2)
    calls = [("a", 0.1), ("b", 0.5), ("c", 2), ("d", 0.2)]
    print(await asyncio.gather(*(limited(permits, *one) for one in calls)))
    print(round(time.monotonic() - begun, 1), tries)


asyncio.run(main())
