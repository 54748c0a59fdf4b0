/** Under a number that can be dragged: what it was and is, and a column for each stop, as high as the program takes there. */
import { canBeDragged, type Literal, stopsOf } from '../../../store/python/literal.ts';
import { lengthWords } from '../../words/program-times.ts';
import { useProgram, useSession } from '../program-context.ts';

const HEIGHT = 32;

export function Scrub({ left, top, literal }: { left: number; top: number; literal: Literal }) {
  const scrub = useProgram((state) => state.scrub);
  const clock = useProgram((state) => state.program.options.clock);
  const session = useSession();
  if (!canBeDragged(literal.text)) return null;
  if (!scrub) {
    return (
      <div className="py-scrub py-scrub-hint" style={{ left, top }} aria-hidden="true">
        ‹ drag ›
      </div>
    );
  }
  const { texts } = scrub.texts.includes(scrub.now) ? scrub : stopsOf(scrub.now);
  const at = texts.indexOf(scrub.now);
  const takes = scrub.takesMs[scrub.texts.indexOf(scrub.now)] ?? Number.NaN;
  const most = Math.max(1e-9, ...scrub.takesMs.filter(Number.isFinite));
  return (
    <div className="py-scrub" style={{ left: Math.max(8, left - 120), top: top + 6 }}>
      <p className="py-scrub-head">
        <span>
          <b>{scrub.now}</b> {scrub.now === scrub.was ? '' : `was ${scrub.was}`}
        </span>
        <span>
          {takes === Number.POSITIVE_INFINITY ? (
            'never ends'
          ) : Number.isNaN(takes) ? (
            ' '
          ) : (
            <>
              takes <b>{lengthWords(takes, clock)}</b>
            </>
          )}
        </span>
      </p>
      <div className="py-scrub-columns" aria-hidden="true">
        {scrub.takesMs.map((ms, i) => (
          <span
            key={scrub.texts[i]}
            data-now={i === at ? '' : undefined}
            data-never={ms === Number.POSITIVE_INFINITY ? '' : undefined}
            style={{
              height: Number.isNaN(ms)
                ? 2
                : ms === Number.POSITIVE_INFINITY
                  ? HEIGHT
                  : Math.max(2, (HEIGHT * ms) / most),
            }}
          />
        ))}
      </div>
      <input
        type="range"
        aria-label={`The number ${scrub.was}`}
        aria-valuetext={scrub.now}
        min={0}
        max={texts.length - 1}
        value={Math.max(0, at)}
        onChange={(event) => session.scrubTo(texts[Number(event.target.value)]!)}
      />
      <p className="py-scrub-foot">
        <span>{texts[0]}</span>
        <span>drag, or Alt + ↑ ↓; Esc puts it back</span>
        <span>{texts.at(-1)}</span>
      </p>
    </div>
  );
}
