import threading
import time

reading = 0
counting = threading.Lock()  # guards the number of readers
room = threading.Lock()  # held by a writer, or by all readers together


def reader(name):
    global reading
    for _ in range(2):
        with counting:
            reading += 1
            if reading == 1:
                room.acquire()
        time.sleep(0.2)
        with counting:
            reading -= 1
            if reading == 0:
                room.release()
        time.sleep(0.1)


def writer():
    for page in range(2):
        with room:
            time.sleep(0.15)
            print("page", page, "is written")
        time.sleep(0.05)


people = [threading.Thread(target=reader, args=[n], name=n) for n in ("reader 1", "reader 2")]
people.append(threading.Thread(target=writer, name="writer"))
for p in people:
    p.start()
for p in people:
    p.join()
