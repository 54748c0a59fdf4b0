import threading

counter = 0


def work():
    global counter
    for _ in range(3):
        value = counter
        value = value + 1
        counter = value


threads = [threading.Thread(target=work, name=n)
           for n in ("one", "two")]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(counter, "of", 6)
