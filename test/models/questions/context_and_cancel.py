"""Which request logs this line? And what is cleaned up when a client goes away?"""

import asyncio
import contextvars

request = contextvars.ContextVar("request", default="none")
said = []


async def query(seconds):
    try:
        await asyncio.sleep(seconds)
        said.append(f"{request.get()} has its answer")
    except asyncio.CancelledError:
        said.append(f"{request.get()} rolls back")
        await asyncio.sleep(0.1)
        said.append(f"{request.get()} rolled back")
        raise


async def handle(n):
    request.set(f"request {n}")
    await query(0.2 * n)
    await asyncio.to_thread(lambda: said.append(f"{request.get()} in a thread"))


async def main():
    clients = [asyncio.create_task(handle(n)) for n in (1, 2, 3)]
    await asyncio.sleep(0.5)
    clients[2].cancel()
    ended = await asyncio.gather(*clients, return_exceptions=True)
    print(*said, [repr(end) for end in ended], request.get(), sep="\n")


asyncio.run(main())
