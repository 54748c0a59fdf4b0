import asyncio
import time


async def ticker(name):
    for n in range(4):
        await asyncio.sleep(0.1)
        print(name, "ticks", n)


async def rude():
    await asyncio.sleep(0.15)
    time.sleep(0.4)  # the loop stands still, and all tickers are late
    print("rude is done")


async def main():
    await asyncio.gather(ticker("a"), ticker("b"), rude())


asyncio.run(main())
