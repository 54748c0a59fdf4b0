/** Run, Cancel, how the program stands, and the way into Python with it. */
import type { ReactNode } from 'react';
import { programHash } from '../../store/python/link.ts';
import { useProgram, useSession } from '../python/program-context.ts';
import { statusOf } from '../python/says/status.ts';
import { RunButtons } from '../stage/RunButtons.tsx';

interface Props {
  /** Its run is not to be seen yet. */
  readonly covered: boolean;
  readonly onRun: () => void;
  readonly narrow: boolean;
  /** Further buttons. */
  readonly children?: ReactNode;
}

export function ProgramBar({ covered, onRun, narrow, children }: Props) {
  const session = useSession();
  const running = useProgram((state) => state.running);
  const refused = useProgram(({ python }) => python.kind === 'refused' && !python.passes);
  const program = useProgram((state) => state.program);
  const loading = useProgram((state) => state.python.kind === 'loading');
  const words = useProgram(statusOf);
  const status = (
    <p className="status ln-status">
      {covered && !loading && !refused && !running ? 'CPython runs it in this page' : words}
    </p>
  );
  return (
    <>
      {narrow && status}
      <RunButtons
        about="Shows how it comes out."
        busy={running}
        disabled={refused}
        onRun={onRun}
        onCancel={() => session.cancel()}
      />
      {!narrow && status}
      {children}
      {!narrow && (
        <a className="button quiet ln-open" href={programHash(program)}>
          Open in Python
        </a>
      )}
    </>
  );
}
