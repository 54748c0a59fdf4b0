/** Other interleavings of the same program: tried in the background, grouped by what came out; a square shows one. */
import { useProgram, useSession } from './program-context.ts';
import { triesSay } from './says/tries.ts';
import './others.css';

const SOME = 100;
const MANY = 1_000;
/** Squares that are drawn of one outcome. */
const MOST_DRAWN = 120;

export default function Others() {
  const session = useSession();
  const tries = useProgram((state) => state.tries);
  const seed = useProgram((state) => state.program.options.seed);
  const shownClock = useProgram((state) => state.program.options.clock);
  const running = useProgram((state) => state.running);
  if (!tries) {
    return (
      <div className="py-others">
        <p>
          Threads may take turns in another order. Try other interleavings of this program, and see whether one of them
          ends differently.
        </p>
        <button type="button" className="button" disabled={running} onClick={() => session.tryOthers(SOME)}>
          Try {SOME}
        </button>
      </div>
    );
  }
  const { outcomes, done, total, of } = tries;
  const { clock } = of.options;
  return (
    <div className="py-others">
      <p className="py-others-head">
        {triesSay(tries)}
        {done === total && total < MANY && (
          <button type="button" className="button" onClick={() => session.tryOthers(MANY, clock)}>
            Try {MANY}
          </button>
        )}
        {done === total && outcomes.length === 1 && clock !== 'steps' && (
          <button
            type="button"
            className="button"
            title="With the clock “steps” threads may change places between any two lines"
            onClick={() => session.tryOthers(SOME, 'steps')}
          >
            Try {SOME} line by line
          </button>
        )}
      </p>
      <ul>
        {outcomes.map(({ key, says, exit, seeds }) => (
          <li key={key} data-exit={exit}>
            <p>
              <b>{says}</b> <span>{seeds.length}</span>
            </p>
            <div>
              {seeds.slice(0, MOST_DRAWN).map((one) => (
                <button
                  key={one}
                  type="button"
                  aria-label={`Interleaving ${one}`}
                  title={`Interleaving ${one}`}
                  aria-current={one === seed && clock === shownClock ? 'true' : undefined}
                  onClick={() => session.showOther(one)}
                />
              ))}
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
