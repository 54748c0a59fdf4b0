import threading
import time

permits = threading.Semaphore(2)


def visit(guest):
    with permits:
        print(guest, "comes in")
        time.sleep(0.3)
    print(guest, "is out")


guests = [threading.Thread(target=visit, args=[g], name=g)
          for g in ("Ann", "Ben", "Cem", "Dora", "Eli")]
for guest in guests:
    guest.start()
for guest in guests:
    guest.join()
