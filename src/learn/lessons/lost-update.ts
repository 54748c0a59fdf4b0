import type { ProgramLesson } from '../lesson.ts';

const program = (work: string, before = ''): string => `import threading
import time

counter = 0
${before}

def work():
    global counter
    for _ in range(3):
${work}

threads = [threading.Thread(target=work, name=n)
           for n in ("one", "two")]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(counter, "of", 6)
`;

export const lostUpdate: ProgramLesson = {
  id: 'lost-update',
  title: 'A lost update',
  claim: 'Two read the same number, and both write.',
  article: '2.3.4',
  tiny: [
    ['', 'cpu 1, sleep 3, cpu 1'],
    ['', 'gap 1, cpu 1, sleep 3, fail 0'],
  ],
  programs: [
    {
      says: 'a pause between reading and writing',
      text: program(`        value = counter
        # The other one may count meanwhile.
        time.sleep(0.1)
        counter = value + 1
`),
      comesOut: '3 of 6',
    },
    {
      says: 'a lock around both',
      text: program(
        `        with lock:
            value = counter
            time.sleep(0.1)
            counter = value + 1
`,
        'lock = threading.Lock()\n',
      ),
      comesOut: '6 of 6',
    },
    {
      says: 'no pause in between',
      text: program(`        time.sleep(0.1)
        value = counter
        counter = value + 1
`),
      comesOut: '6 of 6',
    },
  ],
  guess: {
    says: [
      'Two [[thread|threads]] count together. Each adds one, three times. Before it writes the new number, it pauses for 0.1 s.',
      'Read the program. Its last line prints the counter.',
    ],
    question: 'What does it print?',
    options: [
      { says: '6 of 6', of: 0, comesOut: '6 of 6' },
      { says: '3 of 6', of: 0, comesOut: '3 of 6' },
      { says: '0 of 6', of: 0, comesOut: '0 of 6' },
    ],
  },
  why: {
    head: 'Each time both read the same number, so one of the two additions was lost.',
    says: [
      'Thread one reads 0 and pauses. Thread two reads 0 as well. Both write 1. That is a [[lost update]].',
      'Look at the lanes: both sleep at the same time. Each has read its number before, and writes after.',
      '**Open in Python** and choose the clock `steps`: there you see each reading and writing.',
    ],
    looksAt: 'time.sleep(0.1)',
    not: {
      head: 'Does the GIL not help?',
      says: 'The [[GIL]] lets one thread run at a time. It does not keep the other from running in between.',
    },
  },
  change: {
    says: 'With {control} it ends with **{outcome}**.',
    name: 'What stands around reading and writing',
    notice: [
      'A [[lock]] makes the other wait until both steps are done. It is slower, and it is right.',
      'Without the pause it mostly works. That makes the fault so hard to find.',
    ],
    asks: {
      question: 'It printed 6 of 6 a hundred times without a lock. Is it right?',
      options: [
        { says: 'Yes, that is proof enough', of: 1, comesOut: '3 of 6' },
        { says: 'No, it was lucky: only a lock makes sure', of: 1, comesOut: '6 of 6' },
      ],
    },
    takeAlong: 'Who reads and then writes what others write, too, needs a lock around both.',
  },
};
