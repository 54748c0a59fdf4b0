import asyncio
import contextvars
import threading
import time
from concurrent.futures import ThreadPoolExecutor

user = contextvars.ContextVar("user", default="nobody")


def block(n):
    time.sleep(n)
    return f"{user.get()} {n} {threading.current_thread() is threading.main_thread()}"


async def tick():
    for n in range(4):
        await asyncio.sleep(0.08)
        print("tick", n)


async def main():
    user.set("ann")
    ticking = asyncio.create_task(tick())
    print(await asyncio.to_thread(block, 0.1))
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(1) as pool:
        print(await asyncio.gather(loop.run_in_executor(pool, block, 0.05), loop.run_in_executor(None, block, 0.1)))
    await ticking
    done = loop.create_future()
    thread = threading.Thread(target=lambda: (time.sleep(0.1), loop.call_soon_threadsafe(done.set_result, "from a thread")))
    thread.start()
    print(await done)

    async def answer():
        await asyncio.sleep(0.1)
        return 42

    def ask():
        return asyncio.run_coroutine_threadsafe(answer(), loop).result(timeout=1)

    print(await asyncio.to_thread(ask))


asyncio.run(main())
