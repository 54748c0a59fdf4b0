/** Run, Cancel, how things stand, and the picture before a drag. */
import { useEffect } from 'react';
import { announce } from '../base/Announcer.tsx';
import { Icon } from '../base/Icon.tsx';
import { shownKey } from '../keys/combination.ts';
import { ariaKeys, isMac, withKey } from '../keys/key-words.ts';
import { PAGE } from '../keys/list.ts';
import { lengthWords } from '../words/program-times.ts';
import { useProgram, useSession } from './program-context.ts';
import { statusOf } from './says/status.ts';
import '../stage/stage.css';

const RUN_KEY = shownKey(PAGE.rows.run.keys[0], false);

export function RunBar() {
  const session = useSession();
  const running = useProgram((state) => state.running);
  const refused = useProgram((state) => state.python.kind === 'refused');
  const status = useProgram(statusOf);
  useEffect(() => {
    if (status && !running) announce(status);
  }, [status, running]);
  return (
    <>
      <button
        type="button"
        className="button run"
        disabled={running || refused}
        aria-describedby="run-about"
        aria-keyshortcuts={ariaKeys(PAGE.rows.run, PAGE.rows.runAnywhere)}
        onClick={() => session.run()}
      >
        <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
          <path d="M2 1l9 5-9 5z" fill="currentColor" />
        </svg>
        Run
        <span aria-hidden="true" className="run-key">
          {RUN_KEY}
        </span>
      </button>
      <span id="run-about" hidden>
        Runs the program in this page. Key: {RUN_KEY}, or {shownKey(PAGE.rows.runAnywhere.keys[0], isMac())} anywhere.
      </span>
      <button
        type="button"
        className="button cancel"
        disabled={!running}
        title={withKey('Cancel', PAGE.rows.leave)}
        aria-keyshortcuts={ariaKeys(PAGE.rows.leave)}
        onClick={() => session.cancel()}
      >
        <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
          <rect width="10" height="10" fill="currentColor" />
        </svg>
        Cancel
      </button>
      <p className="status py-status" data-long={status.length > 36 ? '' : undefined}>
        {status}
      </p>
      <Before />
    </>
  );
}

function Before() {
  const session = useSession();
  const before = useProgram((state) => state.before);
  if (!before?.ended) return null;
  return (
    <span className="py-before">
      Before the drag: <b>{lengthWords(before.ended.totalMs, before.program.options.clock)}</b>
      <button type="button" aria-label="Forget the picture before the drag" onClick={() => session.forgetBefore()}>
        <Icon name="close" size={12} />
      </button>
    </span>
  );
}
