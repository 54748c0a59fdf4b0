/** What the drag of a number changed, as a table: before, and now. */
import { useProgram } from './program-context.ts';
import { changesBetween } from './says/changed.ts';

export function Changed() {
  const before = useProgram((state) => state.before);
  const shown = useProgram((state) => state.shown);
  const scrub = useProgram((state) => state.scrub);
  if (!before || !shown?.ended) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it may scroll, so the keyboard must be able to reach it.
    <section className="py-now" aria-label="What the drag changed" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">What the drag changed</th>
            <th scope="col">{scrub ? scrub.was : 'before'}</th>
            <th scope="col">now{scrub ? ` ${scrub.now}` : ''}</th>
          </tr>
        </thead>
        <tbody>
          {changesBetween(before, shown).map(({ what, was, now }) => (
            <tr key={what}>
              <th scope="row">{what}</th>
              <td className="py-now-number">{was}</td>
              <td className="py-now-number">
                <b>{now}</b>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
