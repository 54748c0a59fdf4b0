import asyncio


async def work(n):
    try:
        await asyncio.sleep(n / 10)
        print("done", n)
        return n
    except asyncio.CancelledError:
        print("cancelled", n)
        raise


async def main():
    tasks = [asyncio.create_task(work(n), name=f"t{n}") for n in (1, 2, 5)]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    print([t.get_name() for t in done], len(pending))
    done, pending = await asyncio.wait(pending, timeout=0.2)
    print([t.get_name() for t in done], [t.get_name() for t in pending])
    for task in pending:
        task.cancel("enough")
    print(await asyncio.gather(*pending, return_exceptions=True))
    try:
        async with asyncio.timeout(0.1) as limit:
            await work(3)
    except TimeoutError:
        print("timed out", limit.expired())
    async with asyncio.timeout(0.1) as limit:
        limit.reschedule(asyncio.get_running_loop().time() + 0.3)
        await work(2)
    try:
        await asyncio.wait_for(work(4), 0.1)
    except TimeoutError as error:
        print(type(error).__name__, limit.expired())
    inner = asyncio.create_task(work(2))
    try:
        await asyncio.wait_for(asyncio.shield(inner), 0.1)
    except TimeoutError:
        print("shielded", inner.done(), inner.cancelled())
    print(await inner)


asyncio.run(main())
