"""Measures what this computer's tools cost, for predictions of your own machine.

Run it: python overlap-calibrate.py [stdlib | ray | celery | spark]

It prints one line of JSON: paste it into Overlap, under Machine. It takes about half
a minute; do nothing else meanwhile. `ray` needs Ray (pip install ray), `celery` Celery
(pip install "celery[sqlalchemy]"; CELERY_BROKER_URL and CELERY_RESULT_BACKEND name a
broker other than SQLite, as in your programs), `spark` Java 17 and PySpark
(pip install pyspark). RAY_ADDRESS and spark-submit --master name a cluster.
"""

import glob
import itertools
import json
import multiprocessing
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import threading
import time


def now():
    """Milliseconds, on one clock for all processes of this computer."""
    return time.time() * 1000


def middle(values):
    return max(0, round(statistics.median(values), 3))


def cores():
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count()


def stamp(ms):
    """One task: when it began and ended, and in which process."""
    start = now()
    time.sleep(ms / 1000)
    return start, now(), os.getpid()


# Python's own tools


def tell_start(pipe):
    pipe.send(now())


def echo(pipe):
    while (message := pipe.recv()) is not None:
        pipe.send(message)


def thread_start():
    began = []
    asked = now()
    thread = threading.Thread(target=lambda: began.append(now()))
    thread.start()
    thread.join()
    return began[0] - asked


def process_start(method):
    context = multiprocessing.get_context(method)
    ours, theirs = context.Pipe()
    process = context.Process(target=tell_start, args=[theirs])
    asked = now()
    process.start()
    began = ours.recv()
    process.join()
    return began - asked


def pipe_round_trips(count):
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.Process(target=echo, args=[theirs])
    process.start()
    trips = []
    for _ in range(count):
        sent = now()
        ours.send(0)
        ours.recv()
        trips.append(now() - sent)
    ours.send(None)
    process.join()
    return trips


def served_starts():
    """With the first start the server boots; each later one costs a fork."""
    first, *later = [process_start("forkserver") for _ in range(20)]
    return {
        "forkserverStartMs": middle([first]),
        "forkserverForkMs": middle(later),
    }


def interpreter_starts(count):
    """From handing tasks to new interpreters to the begin of the last of them."""
    from concurrent.futures import InterpreterPoolExecutor

    with InterpreterPoolExecutor(count) as executor:
        asked = now()
        tasks = [executor.submit(stamp, 300) for _ in range(count)]
        return max(task.result()[0] for task in tasks) - asked


def interpreters():
    alone = middle(interpreter_starts(1) for _ in range(7))
    if cores() > 1:
        # One boot goes on beside another but for what takes turns.
        both = middle(interpreter_starts(2) for _ in range(7))
        share = round(max(0, both / alone - 1), 2)
        print(f"Interpreters boot in turns for {share} of their time.", file=sys.stderr)
    return {"interpreterStartMs": alone}


def yield_ms(count=400):
    """What a yield takes while every core computes."""
    computing = [True]

    def compute():
        while computing[0]:
            pass

    threads = [threading.Thread(target=compute) for _ in range(cores())]
    for thread in threads:
        thread.start()
    time.sleep(0.1)
    began = now()
    for _ in range(count):
        os.sched_yield()
    took = now() - began
    computing[0] = False
    for thread in threads:
        thread.join()
    return took / count


def stretches_ms(workers, count):
    """What each stretch of 0.03 ms under one lock takes, with so many threads."""
    lock = threading.Lock()

    def work():
        for _ in range(count):
            with lock:
                until = time.thread_time() + 0.00003
                while time.thread_time() < until:
                    pass

    threads = [threading.Thread(target=work) for _ in range(workers)]
    began = now()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return (now() - began) / (workers * count)


def free_threads(count=10_000):
    contended = stretches_ms(2, count) - stretches_ms(1, count)
    return {
        "gil": False,
        "yieldMs": middle(yield_ms() for _ in range(3)),
        **({"contendedMs": max(0, round(contended, 4))} if cores() > 1 else {}),
    }


def stdlib():
    methods = multiprocessing.get_all_start_methods()
    return {
        "python": platform.python_version(),
        "switchIntervalMs": sys.getswitchinterval() * 1000,
        "threadStartMs": middle(thread_start() for _ in range(300)),
        **(
            {"forkStartMs": middle(process_start("fork") for _ in range(30))}
            if "fork" in methods
            else {}
        ),
        "spawnStartMs": middle(process_start("spawn") for _ in range(7)),
        "pipeRoundTripMs": middle(pipe_round_trips(1000)),
        **(served_starts() if "forkserver" in methods else {}),
        **(interpreters() if sys.version_info >= (3, 14) else {}),
        **({} if getattr(sys, "_is_gil_enabled", lambda: True)() else free_threads()),
    }


# Ray


def gaps(stamps):
    """In each process, from the end of a task to the begin of the next one."""
    by_process = {}
    for start, end, process in sorted(stamps):
        by_process.setdefault(process, []).append((start, end))
    return [
        later[0] - earlier[1]
        for tasks in by_process.values()
        for earlier, later in itertools.pairwise(tasks)
    ]


def end_process(file):
    with open(file, "w") as out:
        out.write(str(now()))
    os._exit(1)


class Actor:
    def stamp(self, ms):
        return stamp(ms)


def of_ray():
    import ray

    address = os.environ.get("RAY_ADDRESS")
    ray.init(num_cpus=None if address else 2, log_to_driver=False)
    task = ray.remote(stamp)
    ray.get([task.remote(300) for _ in range(2)])
    ray.get([task.remote(10) for _ in range(20)])
    found = {name: [] for name in ("submit", "dispatch", "result", "wait", "each")}
    for _ in range(15):
        time.sleep(0.03)
        asked = now()
        ref = task.remote(30)
        handed = now()
        start, end, _ = ray.get(ref)
        found["submit"].append(handed - asked)
        found["dispatch"].append(start - handed)
        found["result"].append(now() - end)
        ref = task.remote(30)
        ray.wait([ref])
        _, end, _ = ray.get(ref)
        found["wait"].append(now() - end)
    for _ in range(5):
        asked = now()
        refs = [task.remote(0) for _ in range(40)]
        found["each"].append((now() - asked) / 40)
        ray.get(refs)
    costs = {
        "submitMs": middle(found["submit"]),
        "submitEachMs": middle(found["each"]),
        "dispatchMs": middle(found["dispatch"]),
        "resultMs": middle(found["result"]),
        "waitResultMs": middle(found["wait"]),
        "reuseGapMs": middle(gaps(ray.get([task.remote(20) for _ in range(30)]))),
        "leaseGapMs": middle(gaps(ray.get([task.remote(600) for _ in range(8)]))),
        **ray_processes(ray, task),
        **ray_actors(ray),
    }
    ray.shutdown()
    return costs


def ray_processes(ray, task):
    """What it costs that a process goes away, and that a new one comes."""
    notices, starts = [], []
    with tempfile.TemporaryDirectory() as folder:
        for n in range(3):
            file = os.path.join(folder, str(n))
            try:
                ray.get(ray.remote(max_retries=0)(end_process).remote(file))
            except ray.exceptions.RayError:
                noticed = now()
            with open(file) as gone:
                notices.append(noticed - float(gone.read()))
            time.sleep(0.1)
            asked = now()
            both = ray.get([task.remote(1500) for _ in range(2)])
            starts.append(max(start for start, _, _ in both) - asked)
    return {"crashNoticeMs": middle(notices), "workerStartMs": middle(starts)}


def ray_actors(ray):
    starts, calls, results, rows = [], [], [], []
    for _ in range(3):
        actor = ray.remote(Actor).remote()
        made = now()
        starts.append(ray.get(actor.stamp.remote(0))[0] - made)
        for _ in range(10):
            ref = actor.stamp.remote(10)
            handed = now()
            start, end, _ = ray.get(ref)
            calls.append(start - handed)
            results.append(now() - end)
        rows += gaps(ray.get([actor.stamp.remote(5) for _ in range(10)]))
    return {
        "actorStartMs": middle(starts),
        "actorCallMs": middle(calls),
        "actorResultMs": middle(results),
        "actorGapMs": middle(rows),
    }


# Celery


def celery_app():
    """The application, for the caller and for its worker."""
    from celery import Celery, signals

    folder = os.environ["CALIBRATE"]
    app = Celery(
        "calibrate",
        broker=f"sqla+sqlite:///{folder}/celery.db",
        backend=f"db+sqlite:///{folder}/results.db",
    )
    app.conf.task_default_queue = os.path.basename(folder)
    app.task(stamp, name="stamp")

    @app.task(bind=True, name="again")
    def again(self):
        if self.request.retries > 0:
            return now()
        asked = now()
        try:
            raise self.retry(countdown=0.1)
        finally:
            keep("retry", [asked, now()])

    @signals.task_received.connect(weak=False)
    def received(request, **_):
        keep("received", [request.id, now()])

    return app


def keep(kind, value):
    with open(f"{os.environ['CALIBRATE']}/{kind}", "a") as file:
        print(json.dumps(value), file=file)


def kept(kind):
    with open(f"{os.environ['CALIBRATE']}/{kind}") as file:
        return [json.loads(line) for line in file]


def of_celery():
    with tempfile.TemporaryDirectory(prefix="calibrate-") as folder:
        os.environ["CALIBRATE"] = folder
        app = celery_app()
        worker = subprocess.Popen([sys.executable, __file__, "celery-worker"])
        try:
            return celery_costs(app)
        finally:
            worker.terminate()
            worker.wait()


def celery_costs(app):
    task = app.tasks["stamp"]
    for _ in range(3):
        task.delay(0).get()
    asked = now()
    several = [task.delay(30) for _ in range(20)]
    publish = (now() - asked) / 20
    stamps = [result.get() for result in several]
    received = dict(kept("received"))
    costs = {
        "publishMs": middle([publish]),
        "beginMs": middle([stamps[0][0] - received[several[0].id]]),
        "turnMs": middle(gaps(stamps)),
    }
    if app.conf.broker_url.startswith("sqla"):
        # The model knows how often SQLite is looked into.
        return costs
    begins, receives, results = [], [], []
    for _ in range(20):
        time.sleep(0.02)
        result = task.delay(20)
        handed = now()
        start, end, _ = result.get()
        results.append(now() - end)
        arrived = dict(kept("received"))[result.id]
        receives.append(arrived - handed)
        begins.append(start - arrived)
    return costs | {
        "receiveMs": middle(receives),
        "beginMs": middle(begins),
        "resultMs": middle(results),
        **celery_steps(app),
    }


def celery_steps(app):
    """What it costs that one message follows another."""
    from celery import chain, chord

    task, again = app.tasks["stamp"], app.tasks["again"]
    begun = [again.delay().get() for _ in range(7)]
    retries = kept("retry")
    chains, chords = [], []
    for _ in range(7):
        last = chain(task.si(20), task.si(20))()
        start = last.get()[0]
        chains.append(start - last.parent.get()[1])
        last = chord([task.si(20), task.si(20)], task.si(20))()
        start = last.get()[0]
        chords.append(start - max(end for _, end, _ in last.parent.get()))
    return {
        "retryPublishMs": middle(done - asked for asked, done in retries),
        "etaLateMs": middle(b - asked - 100 for b, (asked, _) in zip(begun, retries)),
        "chainStepMs": middle(chains),
        "chordStepMs": middle(chords),
    }


# Spark


def stamp_after_failure(ms):
    """Fails at first. A Python process that failed is not used again."""
    import pyspark

    if pyspark.TaskContext.get().attemptNumber() == 0:
        raise ValueError("as intended")
    return stamp(ms)


def spark_events(folder):
    """By job: when its tasks were launched and finished (ms), stage by stage."""
    stages, jobs = {}, []
    [log] = glob.glob(f"{folder}/*")
    with open(log) as lines:
        for event in map(json.loads, lines):
            if event["Event"] == "SparkListenerJobStart":
                jobs.append(event["Stage IDs"])
            elif event["Event"] == "SparkListenerTaskEnd":
                info = event["Task Info"]
                times = info["Launch Time"], info["Finish Time"]
                stages.setdefault(event["Stage ID"], []).append((info["Index"], *times))
    return [[sorted(stages.get(stage, [])) for stage in sorted(job)] for job in jobs]


def of_spark():
    with tempfile.TemporaryDirectory(prefix="calibrate-") as folder:
        jobs = spark_jobs(folder)
        return spark_costs(jobs, spark_events(folder)[-len(jobs) :])


def warm_up(spark):
    """Runs jobs until Java compiles little of itself, for 45 seconds at most."""
    java = spark._jvm.java.lang.management.ManagementFactory.getCompilationMXBean()
    n = spark.defaultParallelism
    compiled, share, until = 0, 1, time.time() + 45
    while share > 0.15 and time.time() < until:
        asked = time.time()
        for _ in range(20):
            rows = spark.parallelize(range(n), n).map(lambda i: (i, i))
            rows.partitionBy(n).collect()
        before, compiled = compiled, java.getTotalCompilationTime() / 1000
        share = (compiled - before) / (time.time() - asked)


def spark_jobs(folder):
    """Runs jobs; gives of each when it was called and when it returned, and its stamps."""
    import pyspark

    places = cores()
    conf = pyspark.SparkConf().setAppName("calibrate")
    conf.setIfMissing("spark.master", f"local[{places}, 2]")
    conf.set("spark.eventLog.enabled", "true").set("spark.eventLog.dir", folder)
    conf.set("spark.eventLog.compress", "false")
    conf.set("spark.eventLog.rolling.enabled", "false")
    jobs = []

    def call(kind, rdd):
        asked = now()
        stamps = rdd.collect()
        jobs.append((kind, asked, now(), stamps))
        time.sleep(0.2)

    with pyspark.SparkContext(conf=conf) as spark:
        spark.setLogLevel("OFF")  # tasks that fail are meant to

        def stage(ms, count, task=stamp):
            return spark.parallelize([ms] * count, count).map(task)

        def behind(rdd):
            rows = rdd.flatMap(lambda one: [(p, one) for p in range(places)])
            shuffled = rows.partitionBy(places)
            return shuffled.mapPartitions(lambda rows: [(list(rows), stamp(100))])

        warm_up(spark)
        for _ in range(4):
            call("new process", stage(100, places, stamp_after_failure))
        for _ in range(7):
            call("rested", stage(100, places))
        for _ in range(3):
            call("in a row", stage(100, 3 * places))
            call("short", stage(10, 3 * places))
            call("two stages", behind(stage(100, places)))
    return jobs


def spark_costs(jobs, events):
    found = {}

    def add(name, value):
        found.setdefault(name, []).append(value)

    for (kind, asked, returned, stamps), stages in zip(jobs, events):
        first, last = stages[0], stages[-1]
        if kind == "rested":
            add("jobSubmitMs", min(launch for _, launch, _ in first) - asked)
            add("resultMs", returned - max(finish for *_, finish in last))
        if kind == "new process":
            launches = {index: launch for index, launch, _ in first}
            for index, launch in launches.items():
                add("pythonWorkerStartMs", stamps[index][0] - launch)
        if kind in ("rested", "in a row", "short"):
            rest = found.get("taskStartMs", [0])
            done = set()
            for index, launch, finish in sorted(first, key=lambda task: task[1]):
                start, end, process = stamps[index]
                if kind == "rested":
                    add("taskStartMs", start - launch)
                    add("taskEndMs", finish - end)
                elif process in done:
                    more = start - launch - statistics.median(rest)
                    add("reuseMs" if kind == "in a row" else "shortTaskMs", more)
                done.add(process)
        if kind == "two stages":
            add("stageGapMs", min(t[1] for t in last) - max(t[2] for t in first))
            before = {tuple(one): one for rows, _ in stamps for _, one in rows}
            ends = sorted(one[1] for one in before.values())
            wrote = sorted(finish for *_, finish in first)
            usual = statistics.median(found["taskEndMs"])
            for end, finish in zip(ends, wrote):
                add("shuffleWriteMs", finish - end - usual)
            usual = statistics.median(found["taskStartMs"])
            for (index, launch, _), (_, (start, *_)) in zip(last, stamps):
                add("shuffleReadMs", start - launch - usual)
    costs = {name: middle(values) for name, values in found.items()}
    costs["pythonWorkerStartMs"] = round(
        costs["pythonWorkerStartMs"] - costs["taskStartMs"], 3
    )
    costs["shortTaskMs"] = max(0, round(costs["shortTaskMs"] - costs["reuseMs"], 3))
    return costs


MEASURES = {"stdlib": stdlib, "ray": of_ray, "celery": of_celery, "spark": of_spark}


def main():
    what = sys.argv[1] if len(sys.argv) > 1 else "stdlib"
    if what == "celery-worker":
        options = ["--concurrency=1", "--loglevel=ERROR", "--without-gossip"]
        celery_app().worker_main(["worker", *options, "--without-mingle"])
    elif what in MEASURES:
        print(f"Measuring {what} on {platform.node()}.", file=sys.stderr)
        print(json.dumps({"cores": cores()} | MEASURES[what]()))
    else:
        sys.exit(f"{what}: expected stdlib, ray, celery or spark")


if __name__ == "__main__":
    main()
