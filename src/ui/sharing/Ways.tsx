/** The ways as a table: what was expected, what the caller saw, what it cost, and what that teaches. */
import { expectedOf, lostOf, type Measured, WAYS, type Way } from '../../kernel/live/sharing/ways.ts';
import { formatCount } from '../../scenario/count.ts';
import { formatTime } from './figures.ts';
import { TOLD } from './told.ts';
import type { Course, Courses } from './use-bench.ts';
import { verdictOf } from './verdict.ts';

export function Ways({ courses }: { courses: Courses }) {
  const atomics = measuredOf(courses.atomics);
  return (
    <table className="sharing-ways">
      <caption className="unseen">The ways to share a counter</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="unseen">Way</span>
          </th>
          <th scope="col">Expected</th>
          <th scope="col">Seen</th>
          <th scope="col">Lost</th>
          <th scope="col">
            Total <span className="sharing-unit">ms</span>
          </th>
          <th scope="col">
            A step <span className="sharing-unit">µs</span>
          </th>
        </tr>
      </thead>
      {WAYS.map((way) => (
        <OneWay key={way} way={way} course={courses[way]} atomics={atomics} />
      ))}
    </table>
  );
}

const measuredOf = (course: Course): Measured | undefined => (course.kind === 'measured' ? course.measured : undefined);

function OneWay({ way, course, atomics }: { way: Way; course: Course; atomics: Measured | undefined }) {
  const { title, python, teaches } = TOLD[way];
  const measured = measuredOf(course);
  const lost = measured && lostOf(measured);
  return (
    <tbody data-way={way} data-course={course.kind}>
      <tr>
        <th scope="rowgroup">{title}</th>
        <td>{measured ? formatCount(expectedOf(measured)) : '–'}</td>
        <td className="sharing-seen">{measured ? formatCount(measured.seen) : '–'}</td>
        <td className="sharing-lost" data-some={lost ? '' : undefined}>
          {lost === undefined ? '–' : formatCount(lost)}
        </td>
        <td>{measured ? formatTime(measured.totalMs) : '–'}</td>
        <td>{measured ? formatTime(measured.stepUs) : '–'}</td>
      </tr>
      <tr>
        <td colSpan={6} className="sharing-told">
          <Bar measured={measured} />
          <p>{teaches}</p>
          <p className="sharing-python">
            Python: <code>{python}</code>
          </p>
          <p className="sharing-verdict">
            <Verdict course={course} atomics={atomics} />
          </p>
        </td>
      </tr>
    </tbody>
  );
}

function Verdict({ course, atomics }: { course: Course; atomics: Measured | undefined }) {
  switch (course.kind) {
    case 'waiting':
      return '\u00a0';
    case 'running':
      return 'Counting';
    case 'measured':
      return verdictOf(course.measured, atomics);
    case 'failed':
      return course.why;
  }
}

/** The outline is what was expected, the bar what was seen. For eyes only: the figures say the same. */
function Bar({ measured }: { measured: Measured | undefined }) {
  const share = measured ? measured.seen / expectedOf(measured) : 0;
  return (
    <div className="sharing-bar" aria-hidden="true">
      <div style={{ width: `${100 * share}%` }} />
    </div>
  );
}
