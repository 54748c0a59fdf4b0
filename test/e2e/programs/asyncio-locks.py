import asyncio


async def with_permit(permits, n):
    async with permits:
        print("in", n, permits.locked())
        await asyncio.sleep(0.1)


async def consumer(changed, items, n):
    async with changed:
        await changed.wait_for(lambda: items)
        print("consumer", n, items.pop())


async def at_barrier(barrier, n):
    await asyncio.sleep(n / 20)
    async with barrier as place:
        print("passed", n, place)


async def waits(event, n):
    await event.wait()
    print("event", n)


async def main():
    permits = asyncio.Semaphore(2)
    await asyncio.gather(*(with_permit(permits, n) for n in range(5)))
    changed, items = asyncio.Condition(), []
    waiting = [asyncio.create_task(consumer(changed, items, n)) for n in range(2)]
    for n in range(2):
        await asyncio.sleep(0.1)
        async with changed:
            items.append(n)
            changed.notify()
    await asyncio.gather(*waiting)
    barrier = asyncio.Barrier(3)
    await asyncio.gather(*(at_barrier(barrier, n) for n in range(3)))
    event = asyncio.Event()
    waiting = [asyncio.create_task(waits(event, n)) for n in range(3)]
    await asyncio.sleep(0.1)
    event.set()
    await asyncio.gather(*waiting)
    lock = asyncio.Lock()
    async with lock:
        try:
            async with asyncio.timeout(0.1):
                await lock.acquire()
        except TimeoutError:
            print("locked", lock.locked())
    try:
        asyncio.BoundedSemaphore(1).release()
    except ValueError as error:
        print(error)


asyncio.run(main())
