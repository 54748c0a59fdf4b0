/** Before its run the program; after it the run over the program, what it printed, and what was found. */
import { Boundary } from '../base/Boundary.tsx';
import { OutputPane } from '../python/OutputPane.tsx';
import { ProgramLanes } from '../python/ProgramLanes.tsx';
import { Said } from '../python/Said.tsx';
import { ProgramText } from './ProgramText.tsx';
import '../dock/dock.css';
import './program-stage.css';

interface Props {
  /** Its run is not to be seen yet. */
  readonly covered: boolean;
  /** Places of lines that stand out. */
  readonly marked: ReadonlySet<number>;
}

export function ProgramStage({ covered, marked }: Props) {
  const code = <ProgramText marked={marked} />;
  if (covered) return <div className="ln-program">{code}</div>;
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
