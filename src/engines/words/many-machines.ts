/** Engines that spread tasks over many machines, in words. */
import type { Family } from './engine-words.ts';

const RAY = 'Ray 2.60.0, rule by rule';
const CELERY = 'Celery 5.7.0 on Redis 7.0, rule by rule';
const NOT_TINY = 'tasks of a few milliseconds: sending each of them costs about two.';

export const MANY_MACHINES: Family = {
  'ray.get': {
    sentence: 'Ray: tasks on the CPUs of nodes, and all results together.',
    picture:
      'One office with branches in several towns. The head office rents a desk for half a second at a time, and sends it one form after another.',
    code: `@ray.remote
def remote(t):
    return work(t)

calls = [remote.remote(t) for t in tasks]
for result in ray.get(calls):
    print(result)`,
    goodFor: 'computing on more cores than one machine has.',
    notFor: NOT_TINY,
    results: 'All results come together, in the order of the tasks.',
    error: 'The first error that arrives reaches the caller at once. The others go on, and nobody hears of them.',
    model: RAY,
  },
  'ray.wait': {
    sentence: 'Ray: the same tasks, with results as they come.',
    picture: 'One office with branches in several towns. The caller opens each answer on the day it arrives.',
    code: `calls = [remote.remote(t) for t in tasks]
while calls:
    ready, calls = ray.wait(calls)
    for call in ready:
        print(ray.get(call))`,
    goodFor: 'computing on several nodes, where each result is used at once.',
    notFor: NOT_TINY,
    results: 'The caller has each result as it comes.',
    error: 'One error costs its own task. The others go on.',
    model: RAY,
  },
  'ray.util.ActorPool': {
    sentence: 'Ray: a pool of actors, each with a state of its own.',
    picture: 'Three clerks who remember all they have done. The next form is sent when somebody fetches an answer.',
    code: `actors = [Worker.remote() for _ in range(3)]
results = ActorPool(actors).map_unordered(
    lambda a, t: a.work.remote(t), tasks)
for result in results:
    print(result)`,
    goodFor: 'workers that are dear to prepare: a model that is loaded once.',
    notFor: 'callers that are slow to take results: until they do, an actor gets nothing new.',
    results: 'The caller has each result as it comes.',
    error: 'The first error ends the loop. What has not been sent never runs.',
    model: RAY,
  },
  celery: {
    sentence: 'Celery: messages in a queue, which workers fetch.',
    picture:
      'Orders hang on a board. Each cook takes one down when there is room, and some hang a few aside for later.',
    code: `@app.task
def job(t):
    return work(t)

for t in tasks:
    job.delay(t)`,
    goodFor: 'work that may be done later and elsewhere: mails, reports, pictures.',
    notFor: 'results that somebody waits for, and tasks of a few milliseconds.',
    results: 'Nothing reaches the caller: the tasks are sent and left alone.',
    error: 'One error costs its own task, and nobody hears of it.',
    model: CELERY,
  },
  'celery.group': {
    sentence: 'Celery: the same, and the caller waits for all results.',
    picture:
      'Orders hang on a board. The guest looks for the dishes only after half a second, and then waits for the last.',
    code: `calls = group(job.s(t) for t in tasks)
results = calls.apply_async().get()
for result in results:
    print(result)`,
    goodFor: 'a batch over several machines, with one list at the end.',
    notFor: 'short batches: the caller first waits for half a second.',
    results: 'All results come together, in the order of the tasks.',
    error: 'The first error ends the wait. The others go on, and their results are lost to the caller.',
    model: CELERY,
  },
  'celery.group.iter_native': {
    sentence: 'Celery: the same group, with results as they come.',
    picture:
      'Orders hang on a board. After half a second the guest takes what is ready, and then each dish as it comes.',
    code: `calls = group(job.s(t) for t in tasks)
answers = calls.apply_async().iter_native()
for task_id, answer in answers:
    print(answer["result"])`,
    goodFor: 'a batch over several machines, with progress.',
    notFor: 'short batches: the first results wait for half a second.',
    results: 'The caller has each result as it comes, but none before half a second has passed.',
    error: 'One error costs its own task. The others go on.',
    model: CELERY,
  },
  'celery.chain': {
    sentence: 'Celery: one task after another, each sent by the one before.',
    picture: 'A relay: each runner hands the baton to whoever is free, on whatever machine that is.',
    code: `steps = chain(job.si(t) for t in tasks)
result = steps.apply_async().get()
print(result)
print("done")`,
    goodFor: 'steps that need each other, on different machines.',
    notFor: 'tasks that could run side by side.',
    results: 'The caller has the last result only.',
    error: 'One error ends the chain. The steps behind it never run.',
    model: CELERY,
  },
  'celery.chord': {
    sentence: 'Celery: a group, and then one task with all its results.',
    picture: 'Many cooks prepare the parts. Whoever is last to finish calls the one who puts the dish together.',
    code: `parts = (job.s(t) for t in tasks)
whole = chord(parts)(merge.s())
print(whole.get())
print("done")`,
    goodFor: 'collecting what was spread out: sums, indexes, reports.',
    notFor: 'parts that may fail: one error, and the last task never runs.',
    results: 'The caller has the result of the last task only.',
    error: 'One error keeps the last task from running. The other parts run on.',
    model: CELERY,
  },
  spark: {
    sentence: 'Spark: stages of tasks, and a shuffle waits for each.',
    picture: 'A letter office: all letters are sorted by town first. No postman leaves before the last one is sorted.',
    code: `rows = context.parallelize(tasks, len(tasks))
parts = rows.map(work)
for result in parts.collect():
    print(result)`,
    goodFor: 'large data that lies on many machines.',
    notFor: 'a handful of short tasks: each one costs some ten milliseconds.',
    results: 'All results come together, when the last partition is done.',
    error: 'A task is tried four times in all. The last failure ends the job, and all results are lost.',
    model: 'Spark 4.3.0 with PySpark, rule by rule',
  },
};
