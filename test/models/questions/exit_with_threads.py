"""Why does sys.exit() not end my program while a thread works?"""

import sys
import threading
import time


def work(name, seconds):
    try:
        time.sleep(seconds)
        print(name, "ends")
    finally:
        print(name, "cleans up")


threading.Thread(target=work, args=["worker", 0.3]).start()
threading.Thread(target=work, args=["daemon", 5], daemon=True).start()
time.sleep(0.1)
print("main leaves")
sys.exit(3)
