/** The right of the dock: what was found in the run, else why it took so long; and what would help. */
import { Suspense, useEffect, useState } from 'react';
import { EXAMPLES, programOf } from '../../store/python/examples/list.ts';
import { fixed } from '../../store/python/fixes.ts';
import { lazyExtra } from '../base/lazy.tsx';
import { useApp, useRevision } from '../base/use-overlap.ts';
import { Said as Words } from '../words/Said.tsx';
import { useProgram, useSession } from './program-context.ts';
import type { Help, Told } from './says/told.ts';
import { mendedTold } from './says/tries.ts';
import { goesOn, saidOf } from './says/why-words.ts';
import '../dock/reason.css';

const Replay = lazyExtra(() => import('../instrument/Replay.tsx'));

export function Said() {
  const replaying = useApp((state) => state.cursorMs !== null);
  return replaying ? (
    <Suspense fallback={<Why />}>
      <Replay />
    </Suspense>
  ) : (
    <Why />
  );
}

function Why() {
  useRevision(200);
  const shown = useProgram((state) => state.shown);
  const python = useProgram((state) => state.python);
  const notice = useProgram((state) => state.notice);
  const tries = useProgram((state) => state.tries);
  const mended = tries && mendedTold(tries);
  const isLong = useRunsLong();
  const told = isLong
    ? [goesOn(shown && !shown.ended ? shown : NOTHING_YET)]
    : [...(mended ? [mended] : []), ...(shown ? saidOf(shown) : [])];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it may scroll, so the keyboard must be able to reach it.
    <section className="reason py-said" aria-label="Why" tabIndex={0}>
      {notice && <p className="py-notice">{notice}</p>}
      {python.kind === 'refused' && (
        <>
          <div className="reason-head">
            <h2>{python.passes ? 'Python could not be loaded' : 'Python does not run here'}</h2>
          </div>
          <p>
            {python.why}
            {python.passes ? ' Your program is kept. Run tries again.' : ' Learn and Tasks need none of this.'}
          </p>
        </>
      )}
      {told.length === 0 && python.kind !== 'refused' && (
        <>
          <div className="reason-head">
            <h2>Your own Python, in this page</h2>
          </div>
          <p>It runs here, on a clock of its own. Nothing is installed, and nothing leaves the page.</p>
        </>
      )}
      {told.map((one, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what is said is its place.
        <One key={i} told={one} />
      ))}
    </section>
  );
}

const NOTHING_YET = { record: { lanes: [], ends: new Map(), stretches: [], things: [] } } as const;
/** A run that goes on for so long (ms) is spoken of. */
const LONG_MS = 2000;

/** Whether a run has been under way for long, and does not wait for input. */
function useRunsLong(): boolean {
  const running = useProgram((state) => state.running && !state.asks);
  const [isLong, setIsLong] = useState(false);
  useEffect(() => {
    if (!running) return;
    const timer = setTimeout(() => setIsLong(true), LONG_MS);
    return () => {
      clearTimeout(timer);
      setIsLong(false);
    };
  }, [running]);
  return isLong;
}

function One({ told }: { told: Told }) {
  return (
    <div className="py-told" data-tone={told.tone}>
      <div className="reason-head">
        <h2>{told.title}</h2>
      </div>
      {told.says.map((sentence, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a sentence is its place.
        <p key={i}>
          <Words sentence={sentence} />
        </p>
      ))}
      {told.note && (
        <p className="reason-note">
          <Words sentence={told.note} />
        </p>
      )}
      {told.help && <Helps help={told.help} />}
    </div>
  );
}

/** A lock is tried in so many interleavings. */
const OTHERS = 100;

function Helps({ help }: { help: Help }) {
  const session = useSession();
  const program = useProgram((state) => state.program);
  const { fix, example } = help;
  const shows = example && EXAMPLES.find(({ id }) => id === example.id);
  const next = fix && fixed(program, fix.fix);
  return (
    <div className="reason-proposal">
      <div>
        {help.says.map((sentence, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a sentence is its place.
          <p key={i}>
            <Words sentence={sentence} />
          </p>
        ))}
      </div>
      {fix && next && (
        <button
          type="button"
          className="button"
          onClick={() => session.accept(next, fix.fix.kind === 'lock' ? OTHERS : 0)}
        >
          {fix.name}
        </button>
      )}
      {shows && (
        <button type="button" className="button" onClick={() => session.replace(programOf(shows))}>
          {example.name}
        </button>
      )}
    </div>
  );
}
