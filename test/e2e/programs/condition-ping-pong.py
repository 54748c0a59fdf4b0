import threading
import time

turn = "ping"
changed = threading.Condition()


def play(me, other, times):
    global turn
    for n in range(times):
        with changed:
            changed.wait_for(lambda: turn == me)
            time.sleep(0.06)
            print(me, n)
            turn = other
            changed.notify_all()


players = [threading.Thread(target=play, args=a) for a in (("pong", "ping", 3), ("ping", "pong", 3))]
for p in players:
    p.start()
for p in players:
    p.join()
with changed:
    print(changed.wait(timeout=0.1), changed.wait_for(lambda: False, timeout=0.1))
try:
    changed.notify()
except RuntimeError as error:
    print(error)
