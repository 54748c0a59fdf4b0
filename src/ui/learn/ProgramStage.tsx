/** Before the guess the program; after it its run over the program, what it printed, and what was found. */
import type { Step } from '../../learn/steps.ts';
import { Boundary } from '../base/Boundary.tsx';
import { OutputPane } from '../python/OutputPane.tsx';
import { ProgramLanes } from '../python/ProgramLanes.tsx';
import { useProgram } from '../python/program-context.ts';
import { Said } from '../python/Said.tsx';
import '../dock/dock.css';

export function ProgramStage({ step }: { readonly step: Step }) {
  const text = useProgram(({ program }) => program.files[0]!.text);
  const code = (
    <section className="ln-code" aria-label="The program">
      <h2>The program</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it may scroll, so the keyboard must be able to reach it. */}
      <pre tabIndex={0}>{text}</pre>
    </section>
  );
  if (step === 'guess') return <div className="ln-program">{code}</div>;
  return (
    <>
      <div className="stage-timeline ln-program-timeline">
        <Boundary what="The timeline">
          <ProgramLanes />
        </Boundary>
      </div>
      <div className="dock ln-dock ln-program-dock">
        <div className="ln-program-parts">
          {code}
          <Boundary what="The output">
            <OutputPane />
          </Boundary>
        </div>
        <Boundary what="The reason">
          <Said />
        </Boundary>
      </div>
    </>
  );
}
