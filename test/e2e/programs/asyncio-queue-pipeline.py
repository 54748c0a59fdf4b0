import asyncio


async def produce(queue):
    for n in range(5):
        await queue.put(n)
        print("put", n)
    await queue.put(None)


async def consume(source, target):
    while (item := await source.get()) is not None:
        await asyncio.sleep(0.08)
        await target.put((-item, item * item))
        source.task_done()
    source.task_done()
    await target.put((99, None))


async def main():
    first, second = asyncio.Queue(maxsize=2), asyncio.PriorityQueue()
    async with asyncio.TaskGroup() as group:
        group.create_task(produce(first))
        group.create_task(consume(first, second))
        await first.join()
        print("joined", second.qsize())
    while not second.empty():
        print(second.get_nowait())
    try:
        second.get_nowait()
    except asyncio.QueueEmpty as error:
        print(repr(error))


asyncio.run(main())
