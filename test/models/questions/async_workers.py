"""Workers that take from a queue until nothing is left, and then have to be cancelled."""

import asyncio


async def worker(name, queue, done):
    while True:
        seconds = await queue.get()
        try:
            await asyncio.sleep(seconds)
            if seconds == 0.3:
                raise ValueError(seconds)
            done.append((name, seconds))
        except ValueError as error:
            done.append((name, repr(error)))
        finally:
            queue.task_done()


async def main():
    queue = asyncio.Queue()
    for seconds in [0.2, 0.1, 0.3, 0.4, 0.1]:
        queue.put_nowait(seconds)
    done = []
    workers = [asyncio.create_task(worker(f"w{n}", queue, done)) for n in range(2)]
    await queue.join()
    for one in workers:
        one.cancel()
    ends = await asyncio.gather(*workers, return_exceptions=True)
    print(done)
    print([type(end).__name__ for end in ends])


asyncio.run(main())
