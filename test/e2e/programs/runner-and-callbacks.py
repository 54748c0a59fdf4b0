import asyncio
import contextvars

step = contextvars.ContextVar("step", default=0)


async def add(n):
    step.set(step.get() + n)
    await asyncio.sleep(0.1)
    return step.get()


async def agen():
    try:
        for n in range(3):
            await asyncio.sleep(0.05)
            yield n
    finally:
        print("closed")


async def main():
    async for n in agen():
        print("item", n)
    loop = asyncio.get_running_loop()
    loop.call_later(0.1, print, "later")
    loop.call_soon(print, "soon")
    handle = loop.call_at(loop.time() + 0.05, print, "never")
    handle.cancel()
    await asyncio.sleep(0.15)
    task = asyncio.create_task(add(5), context=contextvars.copy_context())
    task.add_done_callback(lambda t: print("callback", t.result(), step.get()))
    await task
    print([result for result in await asyncio.gather(add(1), add(2))])
    for next_one in asyncio.as_completed([asyncio.sleep(0.2, "b"), asyncio.sleep(0.1, "a")]):
        print(await next_one)


with asyncio.Runner() as runner:
    print(runner.run(add(1)), runner.run(add(1)))
    runner.run(main())
print(step.get())
