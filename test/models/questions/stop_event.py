"""How do I stop a thread that works until it is told to stop?"""

import threading
import time


class Ticker(threading.Thread):
    def __init__(self, every):
        super().__init__(name="ticker")
        self.every = every
        self.ticks = 0
        self.stopped = threading.Event()

    def run(self):
        while not self.stopped.wait(self.every):
            self.ticks += 1

    def stop(self):
        self.stopped.set()
        self.join()


ticker = Ticker(0.3)
ticker.start()
time.sleep(1)
ticker.stop()
print(ticker.ticks, ticker.is_alive())
