import threading
import time

a, b = threading.Lock(), threading.Lock()


def one():
    with a:
        print("one has a")
        time.sleep(0.1)
        with b:
            print("one has both")


def two():
    with b:
        print("two has b")
        time.sleep(0.1)
        with a:
            print("two has both")


ts = [threading.Thread(target=one, name="one"),
      threading.Thread(target=two, name="two")]
for t in ts:
    t.start()
for t in ts:
    t.join()
print("never printed")
