"""My function takes a lock and calls another one that takes it too."""

import threading

lock = threading.Lock()


def outer():
    with lock:
        inner()


def inner():
    with lock:
        print("inside")


thread = threading.Thread(target=outer, name="once")
thread.start()
thread.join()
