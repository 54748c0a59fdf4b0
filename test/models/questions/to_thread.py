"""Blocking calls out of the loop: `to_thread`, `run_in_executor`, and back with `run_coroutine_threadsafe`."""

import asyncio
import contextvars
import threading
import time
from concurrent.futures import ThreadPoolExecutor

request = contextvars.ContextVar("request", default="none")


def blocking(n):
    time.sleep(0.1)
    return n, request.get(), threading.current_thread() is threading.main_thread()


async def answer(text):
    await asyncio.sleep(0.05)
    return text.upper()


def from_outside(loop):
    return asyncio.run_coroutine_threadsafe(answer("from outside"), loop).result(timeout=1)


async def main():
    loop = asyncio.get_running_loop()
    begin = loop.time()
    request.set("r1")
    print(await asyncio.gather(*(asyncio.to_thread(blocking, n) for n in range(3))))
    with ThreadPoolExecutor(2) as pool:
        print(await asyncio.gather(*(loop.run_in_executor(pool, blocking, n) for n in range(3))))
    print(await asyncio.to_thread(from_outside, loop))
    event = asyncio.Event()
    threading.Timer(0.1, loop.call_soon_threadsafe, [event.set]).start()
    await event.wait()
    print(round(loop.time() - begin, 1), request.get())


asyncio.run(main())
