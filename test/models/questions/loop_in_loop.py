"""asyncio.run() cannot be called from a running event loop, and my coroutine from a thread does nothing."""

import asyncio
import threading


async def answer():
    await asyncio.sleep(0.1)
    return 42


async def main():
    coroutine = answer()
    try:
        asyncio.run(coroutine)
    except RuntimeError as error:
        print(error)
    print(await coroutine)
    loop = asyncio.get_running_loop()
    got = []
    thread = threading.Thread(
        target=lambda: got.append(asyncio.run_coroutine_threadsafe(answer(), loop).result(timeout=1))
    )
    thread.start()
    while thread.is_alive():
        await asyncio.sleep(0.05)
    print(got)


asyncio.run(main())
