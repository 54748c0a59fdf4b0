/** Run, Cancel and how things stand in a step; while results are hidden, nothing of them. */
import type { ReactNode } from 'react';
import { liveOf } from '../../../store/state/chosen-engines.ts';
import { useApp, useOverlap, useRevision } from '../../base/use-overlap.ts';
import { ProgramProvider } from '../../python/program-context.ts';
import { RunButtons } from '../../stage/RunButtons.tsx';
import { statusOf } from '../../stage/status.ts';
import { ProgramBar } from '../ProgramBar.tsx';
import { WithinStep } from './StepStage.tsx';
import { type StepShown, useCovered } from './use-step.ts';

interface Props {
  readonly shown: StepShown;
  readonly hidden: boolean;
  readonly narrow: boolean;
  readonly run: () => void;
  /** Further buttons. */
  readonly children?: ReactNode;
}

export function StepBar({ shown, ...props }: Props) {
  const covered = useCovered(shown);
  if (shown.program)
    return (
      <ProgramProvider value={shown.program}>
        <ProgramBar covered={covered} onRun={props.run} narrow={props.narrow}>
          {props.children}
        </ProgramBar>
      </ProgramProvider>
    );
  return (
    <WithinStep shown={shown}>
      <Bar {...props} isUnreadable={shown.unreadable} />
    </WithinStep>
  );
}

function Bar({
  hidden,
  narrow,
  run,
  children,
  isUnreadable,
}: Omit<Props, 'shown'> & { readonly isUnreadable: boolean }) {
  const { store, registry } = useOverlap();
  useRevision(50);
  const kind = useApp((state) => state.run.kind);
  const cancel = useApp((state) => state.cancel);
  const isLive = useApp((state) => liveOf(state.draft.engines).length > 0);
  // Read by the words, beside the revision.
  useApp((state) => state.makespans);
  const words = hidden || isUnreadable ? 'The results are hidden' : statusOf(store.getState(), registry);
  const status = <p className="status ln-status">{isUnreadable ? '' : words}</p>;
  return (
    <>
      {narrow && status}
      <RunButtons
        about="Runs the tasks of this step here."
        busy={kind === 'starting' || kind === 'running' || kind === 'hung'}
        disabled={!isLive || isUnreadable || kind === 'asking'}
        onRun={run}
        onCancel={cancel}
      />
      {!narrow && status}
      {children}
    </>
  );
}
