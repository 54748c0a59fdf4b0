import type { Lesson } from '../lesson.ts';

export const celeryLate: Lesson = {
  id: 'celery-late',
  title: 'Celery: a queue that remembers',
  claim: 'When a message is crossed off, before the task or after it.',
  article: '3.3',
  case: {
    kind: 'tasks',
    text: '6 x sleep 400ms\nkill worker of #1 at 250ms',
    knobs: { workers: 2 },
    beside: ['sequential'],
    asked: ['celery'],
  },
  tiny: [
    ['', 'sleep 4, sleep 4, sleep 4'],
    ['', 'sleep 2, torn 0, gap 1, sleep 4'],
  ],
  guess: {
    says: [
      'Six tasks, and a Celery worker with two processes. At 0.25 s the process that does task 1 is killed.',
      'By default a worker [[acknowledge|acknowledges]] a message when the task **begins**. Then the [[broker]] crosses it off.',
    ],
    asks: {
      kind: 'choice',
      question: 'How many of the six tasks succeed?',
      options: [
        { says: 'Six: it is sent again', when: 'ok = 6' },
        { says: 'Five: task 1 is lost', when: 'ok = 5' },
      ],
    },
  },
  why: {
    head: 'Task 1 was crossed off when it began, so nobody sends it again: {ok} of 6 succeed.',
    says: [
      'Celery marks task 1 as failed and starts another process. The others go on.',
      'For tasks that you may not lose there are two settings: `acks_late` **and** `reject_on_worker_lost`. The first alone is not enough.',
    ],
    looksAt: { task: '1' },
  },
  change: {
    says: 'With {control}, **{ok}** of 6 tasks succeed.',
    control: {
      kind: 'text',
      name: 'Settings',
      values: [
        { text: '6 x sleep 400ms\nkill worker of #1 at 250ms', says: 'the default' },
        { text: 'acksLate on\n6 x sleep 400ms\nkill worker of #1 at 250ms', says: 'acks_late' },
        {
          text: 'acksLate on\nrejectOnWorkerLost on\n6 x sleep 400ms\nkill worker of #1 at 250ms',
          says: 'acks_late and reject_on_worker_lost',
        },
      ],
    },
    notice: [
      'A task that is done again runs twice in part. It must be safe to do so: say, it writes the same file again.',
    ],
    asks: {
      question: 'A task sends a mail to a customer. Which settings?',
      options: [
        { says: 'The default: rather no mail than two', when: 'ok < ok @text=2' },
        { says: 'Both settings: mails are cheap', when: 'ok > ok @text=2' },
      ],
    },
    takeAlong: 'Lost or done twice: choose for each task which of the two is worse.',
  },
  claims: ['ok = 5', 'ok @text=1 = 5', 'ok @text=2 = 6'],
  live: { holds: ['ok = 5', 'ok @text=2 = 6'] },
};
