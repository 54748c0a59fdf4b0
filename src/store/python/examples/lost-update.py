import random
import threading
import time

counter = 0


def work():
    global counter
    for _ in range(3):
        time.sleep(random.random() / 10)
        value = counter
        time.sleep(random.random() / 10)  # the other may count meanwhile
        counter = value + 1


threads = [threading.Thread(target=work, name=n)
           for n in ("one", "two")]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(counter, "of", 6)
