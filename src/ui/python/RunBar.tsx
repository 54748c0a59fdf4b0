/** Run, Cancel, how things stand, and the picture before a drag. */
import { useEffect } from 'react';
import { announce } from '../base/Announcer.tsx';
import { Icon } from '../base/Icon.tsx';
import { RunButtons } from '../stage/RunButtons.tsx';
import { lengthWords } from '../words/program-times.ts';
import { useProgram, useSession } from './program-context.ts';
import { statusOf } from './says/status.ts';

export function RunBar() {
  const session = useSession();
  const running = useProgram((state) => state.running);
  const refused = useProgram(({ python }) => python.kind === 'refused' && !python.passes);
  const status = useProgram(statusOf);
  useEffect(() => {
    if (status && !running) announce(status);
  }, [status, running]);
  return (
    <>
      <RunButtons
        about="Runs the program in this page."
        busy={running}
        disabled={refused}
        onRun={() => session.run()}
        onCancel={() => session.cancel()}
      />
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
