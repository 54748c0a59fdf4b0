"""Something is to happen every so often, and once after a while."""

import threading
import time

begun = time.monotonic()
said = []


def say(what):
    said.append((what, round(time.monotonic() - begun, 1)))


def again():
    global timer
    say("again")
    timer = threading.Timer(0.2, again)
    timer.start()


timer = threading.Timer(0.2, again)
timer.start()
once = threading.Timer(0.5, say, ["once"])
once.start()
never = threading.Timer(10, say, ["never"])
never.start()
time.sleep(0.7)
timer.cancel()
never.cancel()
print(said)
