/** What a program on Celery needs for its trace: workers of its own, which leave notes in its file and have nothing else to do. */
import { OF_PYTHON, type Tracing, YIELDED } from './tracing.ts';

/** Old messages of other runs stay where they are. */
export const TRACE_QUEUE = 'if TRACE:\n    app.conf.task_default_queue = f"trace-{BEGAN}"';

/** `links`: whether tasks follow others, and are never sent where one of those fails. */
export function ownWorkers(hosts: number, links: boolean): string[] {
  const over = links
    ? 'RESULTS[i].ready() or is_lost(i) for i in RESULTS'
    : 'result.ready() for result in RESULTS.values()';
  return [
    `@app.task
def warm_up():
    time.sleep(0.2)
    return os.environ["HOST"]`,
    `@contextlib.contextmanager
def own_workers(hosts=${hosts}):
    """With --trace: workers that do nothing else, with all their children warm."""
    folder, name = os.path.split(os.path.abspath(__file__))
    command = [sys.executable, "-m", "celery", "-A", name.removesuffix(".py"), "worker"]
    command += ["--loglevel=ERROR", "--without-gossip", "--without-mingle"]
    environment = os.environ | {"PYTHONPATH": folder}
    workers = [
        subprocess.Popen(
            [*command, f"--hostname=trace{host}"],
            env=environment | {"HOST": str(host)},
        )
        for host in range(hosts)
    ]
    try:
        children = hosts * (app.conf.worker_concurrency or os.cpu_count())
        while len(set(group(warm_up.si() for _ in range(children))().get())) < hosts:
            pass
        yield
    finally:
        for worker in workers:
            worker.terminate()
        for worker in workers:
            worker.wait()`,
    ...(links
      ? [
          `def is_lost(i):
    """Whether a task that it follows has failed, so that it is never sent."""
    return any(RESULTS[j].failed() or is_lost(j) for j in AFTER.get(i, ()))`,
        ]
      : []),
    `def settle():
    """Waits for the tasks that nobody waits for."""
    while not all(${over}):
        time.sleep(0.1)`,
  ];
}

export const celeryTracing: Tracing = {
  constants: `if sys.argv[1:2] == ["--trace"]:
    os.environ |= {"TRACE": os.path.abspath(sys.argv[2]), "BEGAN": str(time.time())}
TRACE = os.environ.get("TRACE")
BEGAN = float(os.environ.get("BEGAN", time.time()))
${YIELDED}
RESULTS = {}  # what tasks will have given, by task`,
  version: 'Celery {celery.__version__}, ',
  members: ['span["host"] = int(os.environ.get("HOST", "0"))'],
  shift: '(BEGAN - float(os.environ["BEGAN"])) * 1000',
  raised: OF_PYTHON.raised,
  yieldsLast: true,
  run: (call) => `if TRACE:
    with own_workers():
        BEGAN = time.time()  # the workers are there
        try:
            ${call}
        except Exception:
            YIELDED["error"] = now()
            raise
        finally:
            settle()
            write_trace()
else:
    ${call}`,
};
