import asyncio


async def fails(after, error):
    await asyncio.sleep(after)
    raise error


async def stubborn():
    try:
        await asyncio.sleep(10)
    finally:
        await asyncio.sleep(0.1)
        print("tidied up")


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails(0.1, ValueError("one")))
            group.create_task(fails(0.1, KeyError("two")))
            group.create_task(stubborn())
            print("started")
    except* ValueError as errors:
        print("values", errors.exceptions)
    except* KeyError as errors:
        print("keys", errors.exceptions)
    results = await asyncio.gather(fails(0.1, OSError("three")), asyncio.sleep(0.2, "ok"), return_exceptions=True)
    print(results)
    try:
        await asyncio.gather(fails(0.1, OSError("four")), stubborn_too())
    except OSError as error:
        print(error)
    await asyncio.sleep(0.2)


async def stubborn_too():
    await asyncio.sleep(0.2)
    print("gather cancels nobody")


asyncio.run(main())
