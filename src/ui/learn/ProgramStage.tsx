/** Before its run the program; after it the run over the program, what it printed, and what was found. */
import { type ReactNode, useState } from 'react';
import { Boundary } from '../base/Boundary.tsx';
import { OutputPane } from '../python/OutputPane.tsx';
import { ProgramLanes } from '../python/ProgramLanes.tsx';
import { Said } from '../python/Said.tsx';
import { Account, AccountSwitch, type Held } from './Account.tsx';
import { ProgramText } from './ProgramText.tsx';
import '../dock/dock.css';
import './program-stage.css';

interface Props {
  /** Its run is not to be seen yet. */
  readonly covered: boolean;
  /** Places of lines that stand out. */
  readonly marked: ReadonlySet<number>;
  /** The place of the line that is spoken of. */
  readonly looksAt?: number;
  /** The article's numbers, which are a press away. */
  readonly held?: Held;
}

export function ProgramStage({ covered, marked, looksAt = -1, held }: Props) {
  const [isProgram, setProgram] = useState(true);
  const text = (head?: ReactNode) => <ProgramText marked={marked} looksAt={looksAt} head={head} />;
  if (covered) return <div className="ln-program">{text()}</div>;
  const choice = held && <AccountSwitch other="The program" isOther={isProgram} onOther={setProgram} />;
  const code = held && !isProgram ? <Account held={held}>{choice}</Account> : text(choice);
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
