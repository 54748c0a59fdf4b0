/** "What if", from a real run: its tasks as the page's scenario, with every assumption said before. */
import { type ReactNode, useId, useState } from 'react';
import { draftOf } from '../../scenario/draft-of.ts';
import type { SegmentKind } from '../../scenario/scenario.ts';
import { scenarioOf } from '../../trace/files/scenario-of.ts';
import type { Trace } from '../../trace/trace.ts';
import { useApp } from '../base/use-overlap.ts';

interface Props {
  readonly trace: Trace;
  /** Made elsewhere: what its time was spent on must be assumed. */
  readonly foreign: boolean;
  /** Beside its button. */
  readonly rest?: ReactNode;
}

export function MakeScenario({ trace, foreign, rest }: Props) {
  const [as, setAs] = useState<SegmentKind>('cpu');
  const [made, setMade] = useState<readonly string[]>();
  const loadDraft = useApp((state) => state.loadDraft);
  const engines = useApp((state) => state.draft.engines);
  const group = useId();
  const make = () => {
    const { scenario, assumed } = scenarioOf(trace, as);
    loadDraft(draftOf(scenario, engines));
    setMade(assumed);
  };
  const choice = (kind: SegmentKind, words: string) => (
    <label>
      <input type="radio" name={group} checked={as === kind} onChange={() => setAs(kind)} />
      {words}
    </label>
  );
  return (
    <>
      {foreign && made === undefined && (
        <fieldset className="files-choice">
          <legend>In the scenario, count its time as</legend>
          {choice('cpu', 'computing (needs a core)')}
          {choice('sleep', 'sleeping or I/O (needs none)')}
        </fieldset>
      )}
      {made && (
        <div className="files-made">
          <p>
            The page now has this run’s tasks as its scenario. Move the pool size to see how long they would have taken.
            Ctrl Z undoes this.
          </p>
          {made.map((assumed) => (
            <p key={assumed}>{assumed}</p>
          ))}
        </div>
      )}
      <div className="files-buttons">
        <button type="button" className="button" onClick={make}>
          Make a scenario of it
        </button>
        {rest}
      </div>
    </>
  );
}
