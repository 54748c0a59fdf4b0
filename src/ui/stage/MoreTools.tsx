/** Behind "...": tools that are needed less often. The menu and what it leads to are loaded on first use. */
import { Suspense, useRef, useState } from 'react';
import { Icon } from '../base/Icon.tsx';
import { lazyExtra } from '../base/lazy.tsx';
import { Files } from '../files/Files.tsx';
import type { FilesJob } from '../files/job.ts';

const Menu = lazyExtra(() => import('./Menu.tsx'));

export function MoreTools({ note }: { note: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState(false);
  const [job, setJob] = useState<FilesJob>();
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
      <div
        ref={menu}
        id="more-tools"
        className="menu"
        popover="auto"
        onToggle={({ newState }) => newState === 'open' && setOpened(true)}
      >
        <Suspense>{opened && <Menu button={button} menu={menu} note={note} setJob={setJob} />}</Suspense>
      </div>
      <Files job={job} setJob={setJob} />
    </>
  );
}
