"""Streams: async generators, `async for`, `async with`, `aclosing`, a semaphore and an asyncio queue with a shutdown."""

import asyncio
from contextlib import aclosing, asynccontextmanager


async def ticks(many, seconds):
    try:
        for n in range(many):
            await asyncio.sleep(seconds)
            yield n
    finally:
        await asyncio.sleep(0.01)
        print("ticks closed")


@asynccontextmanager
async def connection(name):
    print("open", name)
    await asyncio.sleep(0.01)
    try:
        yield name
    finally:
        print("close", name)


async def fetch(n, gate, running):
    async with gate:
        running.append(n)
        most = len(running)
        await asyncio.sleep(0.1)
        running.remove(n)
        return most


async def main():
    print([n async for n in ticks(3, 0.1) if n != 1])
    async with aclosing(ticks(100, 0.1)) as stream:
        async for n in stream:
            if n == 2:
                break
    async with connection("db") as name:
        print("use", name)
    gate, running = asyncio.Semaphore(2), []
    print(max(await asyncio.gather(*(fetch(n, gate, running) for n in range(6)))))
    queue = asyncio.Queue(1)

    async def producer():
        for n in range(4):
            await queue.put(n)
        queue.shutdown()

    task = asyncio.create_task(producer())
    got = []
    try:
        while True:
            got.append(await queue.get())
    except asyncio.QueueShutDown:
        print(got)
    await task


asyncio.run(main())
