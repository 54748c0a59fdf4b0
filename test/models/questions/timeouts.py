"""What asyncio does when time is up: `timeout`, `wait_for`, a group of which one fails, `shield`, `wait`."""

import asyncio


async def work(seconds, *, fails=False):
    try:
        await asyncio.sleep(seconds)
    except asyncio.CancelledError:
        print(f"{seconds} was cancelled")
        raise
    if fails:
        raise ValueError(f"{seconds} failed")
    return seconds


async def main():
    try:
        async with asyncio.timeout(0.1) as limit:
            await work(0.5)
    except TimeoutError:
        print("too slow", limit.expired())
    try:
        await asyncio.wait_for(work(0.4), timeout=0.1)
    except asyncio.TimeoutError as error:
        print(type(error).__name__)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(work(0.1, fails=True))
            group.create_task(work(0.3))
            group.create_task(work(0.1, fails=True), name="second")
    except* ValueError as errors:
        print(len(errors.exceptions), [str(error) for error in errors.exceptions])
    task = asyncio.create_task(work(0.2), name="shielded")
    try:
        await asyncio.wait_for(asyncio.shield(task), 0.1)
    except TimeoutError:
        print(task.get_name(), task.done(), await task)
    tasks = {asyncio.create_task(work(n / 10)) for n in (1, 2, 3)}
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    print([one.result() for one in done], len(pending))
    done, pending = await asyncio.wait(pending, timeout=0.15)
    print([one.result() for one in done], len(pending))
    for one in pending:
        one.cancel()
    print(await asyncio.gather(*pending, return_exceptions=True))
    for first in asyncio.as_completed([work(0.3), work(0.1)]):
        print(await first)


asyncio.run(main())
