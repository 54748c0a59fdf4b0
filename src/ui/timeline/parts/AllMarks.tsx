/** Every mark of the timeline with what it means: drawn as on the lanes, by the very same code. */
import { raisedCross, result, resultTick } from '../paint/marks/result.ts';
import { computing } from '../paint/marks/stretch.ts';
import { waitForPlace } from '../paint/marks/wait.ts';
import type { Pen } from '../paint/pen.ts';
import { DrawnSign, SIGNS, type Sign } from './MarkSign.tsx';
import './all-marks.css';

const sign = (width: number, draw: (pen: Pen) => void): Sign => ({ width, draw });

const MARKS: readonly (readonly [heading: string, marks: readonly (readonly [Sign, name: string, means: string])[]])[] =
  [
    [
      'Doing is tall',
      [
        [SIGNS.computing, 'computing', 'solid: it needs a processor'],
        [SIGNS.sleeping, 'sleeping', 'pale, with dots: a timer, a file, the network'],
        [SIGNS.moment, 'took no time', 'a diamond; only an outline where predicted'],
      ],
    ],
    [
      'Waiting is a line',
      [
        [SIGNS.place, 'waits for a place', 'a worker, slot, permit or lock: one more would end it'],
        [sign(20, (pen) => waitForPlace(pen, 0, 19, 8, true)), 'the same, predicted', 'hollow'],
        [SIGNS.compute, 'waits to compute', 'dashed: for a core, the GIL, the event loop'],
        [SIGNS.others, 'waits for others', 'thin, with a ring: for inputs, items, results; no worker ends it'],
        [SIGNS.thin, 'starting, message', 'a hair line: nobody holds anything, it is on its way'],
      ],
    ],
    [
      'How it ended',
      [
        [SIGNS.failed, 'failed', 'a cap with a cross'],
        [SIGNS.killed, 'killed', 'a torn edge: its worker went away'],
        [SIGNS.cancelled, 'cancelled', 'two strokes'],
      ],
    ],
    [
      'What the caller gets',
      [
        [
          sign(12, (pen) => result(pen, 5, 8, false)),
          'result arrives',
          'a triangle in the caller’s row; hollow where predicted',
        ],
        [sign(8, (pen) => resultTick(pen, 3, 8, false)), 'the same', 'a tick where there is no room'],
        [sign(12, (pen) => raisedCross(pen, 5, 8, false)), 'error reaches the caller', 'a cross'],
      ],
    ],
    [
      'Which run, and the page itself',
      [
        [SIGNS.predicted, 'predicted', 'an outline; a filled bar was measured'],
        [SIGNS.last, 'last run', 'dashed and empty: as it was before the change'],
        [
          sign(20, (pen) => computing(pen, 0, 20, 2, 12, true)),
          'predicted to compute',
          'a pale tint inside the outline',
        ],
        [
          sign(20, (pen) => {
            for (const x of [1, 7, 13, 19]) pen.fill(pen.palette.frame, x, 5, 1, 6);
          }),
          'main thread',
          'a tick for each frame that the page drew',
        ],
        [
          sign(20, (pen) => pen.fill(pen.palette.fail, 0, 7, 20, 2)),
          'stopped',
          'red: the page could draw nothing meanwhile',
        ],
      ],
    ],
  ];

/** What labels are called where there is room for a letter only. */
const SHORT: readonly (readonly [label: string, means: string])[] = [
  ['q', 'queue: who waits for a place'],
  ['w1, s1, t1', 'worker 1, slot 1, task 1 or thread 1'],
  ['♥', 'main thread'],
];

export default function AllMarks() {
  return (
    <div className="all-marks">
      {MARKS.map(([heading, marks]) => (
        <section key={heading} aria-label={heading}>
          <h3>{heading}</h3>
          <dl>
            {marks.map(([drawn, name, means]) => (
              <div key={name + means}>
                <dt>
                  <DrawnSign sign={drawn} />
                  {name}
                </dt>
                <dd>{means}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <section aria-label="On narrow pages">
        <h3>On narrow pages</h3>
        <dl>
          {SHORT.map(([label, means]) => (
            <div key={label}>
              <dt className="all-marks-short">{label}</dt>
              <dd>{means}</dd>
            </div>
          ))}
        </dl>
      </section>
    </div>
  );
}
