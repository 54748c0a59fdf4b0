import type { Lesson } from '../lesson.ts';

export const sparkStraggler: Lesson = {
  id: 'spark-straggler',
  title: 'Spark: all must be done',
  claim: 'One straggler, and everybody waits.',
  article: '3.4',
  case: {
    kind: 'tasks',
    text: 'hosts 2\nmap: 3 x sleep 300ms\nmap: sleep 1500ms attempt 2 takes sleep 300ms\nmap: 4 x sleep 300ms\nreduce after map: 4 x sleep 200ms',
    knobs: { workers: 2 },
    beside: ['sequential'],
    asked: ['spark'],
  },
  tiny: [
    ['', 'sleep 2, sleep 2, gap 4, sleep 2'],
    ['', 'sleep 8, sleep 2'],
    ['', 'sleep 2, sleep 2, gap 4, sleep 2'],
  ],
  guess: {
    says: [
      'Spark cuts work into [[stage|stages]]. Eight `map` tasks of 0.3 s come first, then four `reduce` tasks of 0.2 s. Four can run at once.',
      'A reduce task reads from **every** map task. Today task 3 sits on a slow disk and takes 1.5 s.',
    ],
    asks: { kind: 'time', question: 'When does the first `reduce` task begin?', of: 'start 8', fromMs: 600 },
  },
  why: {
    head: 'Not before {start 8}: the last map task is a [[straggler]].',
    says: [
      'From {end 7} on three of four places were empty. Nothing else was allowed to begin.',
      'No number of workers helps. The thin grey line with the ring is waiting for others.',
    ],
    looksAt: { task: '8' },
  },
  change: {
    says: 'With [[speculation]] {control}, the first reduce task begins at **{start 8}**.',
    control: {
      kind: 'text',
      name: 'Speculation',
      values: [
        {
          text: 'hosts 2\nmap: 3 x sleep 300ms\nmap: sleep 1500ms attempt 2 takes sleep 300ms\nmap: 4 x sleep 300ms\nreduce after map: 4 x sleep 200ms',
          says: 'off',
        },
        {
          text: 'hosts 2\nspeculation\nmap: 3 x sleep 300ms\nmap: sleep 1500ms attempt 2 takes sleep 300ms\nmap: 4 x sleep 300ms\nreduce after map: 4 x sleep 200ms',
          says: 'on',
        },
      ],
    },
    notice: [
      'A task far slower than the others is begun again on another computer. Whoever is first counts, the other is stopped.',
    ],
    asks: {
      question: 'One task is slow because its data are ten times as many. Does a copy help?',
      options: [
        { says: 'Yes, a copy is always faster', when: 'start 8 @text=1 > start 8' },
        { says: 'No: the copy has the same data to read', when: 'start 8 @text=1 < start 8' },
      ],
    },
    takeAlong: 'A stage is as slow as its slowest task. Look there first.',
  },
  claims: ['start 8 > 1400ms', 'start 8 @text=1 < start 8'],
  live: { holds: ['start 8 > 1490ms'] },
};
