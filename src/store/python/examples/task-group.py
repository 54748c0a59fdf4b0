import asyncio


async def fetch(n, gate):
    async with gate:
        print("fetch", n)
        await asyncio.sleep(0.2 * n)
        if n == 2:
            raise ValueError(f"no page {n}")
        return n


async def main():
    gate = asyncio.Semaphore(2)
    async with asyncio.TaskGroup() as group:
        for n in (1, 4, 2, 3):
            group.create_task(fetch(n, gate), name=f"fetch {n}")


asyncio.run(main())
