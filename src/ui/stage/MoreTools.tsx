/** Behind "...": tools that are needed less often. What they do is loaded on first use. */
import { lazy, Suspense, useRef, useState } from 'react';
import { Icon, type IconName } from '../base/Icon.tsx';
import { Files } from '../files/Files.tsx';
import type { FilesJob } from '../files/job.ts';
import { ariaKeys } from '../keys/key-words.ts';
import { TIMELINE } from '../keys/list.ts';
import { useSharing } from '../sharing/use-sharing.tsx';

const Lanes = lazy(() => import('../timeline/parts/lanes/LanesPopup.tsx'));

export function MoreTools({ note }: { note: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const [job, setJob] = useState<FilesJob>();
  const [lanes, setLanes] = useState<boolean>();
  const { show, failed, bench } = useSharing();
  const item = (name: string, icon: IconName, act: () => void, keys?: string) => (
    <button
      type="button"
      className="button quiet"
      aria-keyshortcuts={keys}
      onClick={() => {
        // The focus goes back to the menu's button first, so that what opens gives it back there.
        menu.current?.hidePopover();
        act();
      }}
    >
      <Icon name={icon} />
      <span>{name}</span>
    </button>
  );
  return (
    <>
      <button
        ref={button}
        type="button"
        className="button quiet icon"
        aria-label="More tools"
        title="More tools"
        popoverTarget="more-tools"
      >
        <Icon name="more" />
      </button>
      <div ref={menu} id="more-tools" className="menu" popover="auto">
        {item('Note', 'note', note, ariaKeys(TIMELINE.rows.note))}
        {item('Lanes', 'lanes', () => setLanes(true))}
        {item('Open', 'open', () => setJob('open'))}
        {item('Save', 'save', () => setJob('save'))}
        {item(failed ? 'Sharing state: not loaded, try again' : 'Sharing state', 'share', show)}
      </div>
      <Suspense>{lanes !== undefined && <Lanes anchor={button} open={lanes} onOpen={setLanes} />}</Suspense>
      <Files job={job} setJob={setJob} />
      {bench}
    </>
  );
}
