/** What lies below the lanes: panels on the left, the answer to why on the right. */
import type { ReactNode } from 'react';
import { Boundary } from '../base/Boundary.tsx';
import { Answer } from './Answer.tsx';
import { DockHandle } from './DockHandle.tsx';
import { Panels } from './Panels.tsx';
import './dock.css';

export function Dock({ before }: { before: ReactNode }) {
  return (
    <div className="dock">
      <DockHandle />
      {before}
      <Panels />
      <Boundary what="The reason">
        <Answer />
      </Boundary>
    </div>
  );
}
