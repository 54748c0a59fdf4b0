import asyncio
from datetime import datetime


async def sleep_int(i):
    await asyncio.sleep(i)  # not time.sleep: that would stop the whole loop
    print(f"{datetime.now().strftime('%H:%M:%S.%f')}: {i}")
    return i


async def coro():
    # aws - short for awaitables
    aws = [asyncio.create_task(sleep_int(i)) for i in range(5)]
    return await asyncio.gather(*aws)


results = asyncio.run(coro())  # run coroutine
print(results)
