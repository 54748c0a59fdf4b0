/** What stands in the menu behind "...", and what it opens. */
import { type RefObject, Suspense, useState } from 'react';
import { createPortal } from 'react-dom';
import { Icon, type IconName } from '../base/Icon.tsx';
import { lazyExtra } from '../base/lazy.tsx';
import { useOverlap } from '../base/use-overlap.ts';
import type { FilesJob } from '../files/job.ts';
import { ariaKeys } from '../keys/key-words.ts';
import { TIMELINE } from '../keys/list.ts';
import { useSharing } from '../sharing/use-sharing.tsx';

const Lanes = lazyExtra(() => import('../timeline/parts/lanes/LanesPopup.tsx'));

interface Props {
  readonly button: RefObject<HTMLButtonElement | null>;
  readonly menu: RefObject<HTMLDivElement | null>;
  readonly note: () => void;
  readonly setJob: (job: FilesJob) => void;
}

export default function Menu({ button, menu, note, setJob }: Props) {
  const [lanes, setLanes] = useState<boolean>();
  const { show, failed, bench } = useSharing();
  const inner = useOverlap();
  const send = () =>
    void import('../send/send.tsx').then(({ share }) => {
      inner.writeLink();
      return share(inner, () => location.href);
    });
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
      {item('Note', 'note', note, ariaKeys(TIMELINE.rows.note))}
      {item('Lanes', 'lanes', () => setLanes(true))}
      {item('Open', 'open', () => setJob('open'))}
      {item('Recordings', 'open', () => setJob('recordings'))}
      {item('Save', 'save', () => setJob('save'))}
      {item('Share link', 'link', send)}
      {item(failed ? 'Sharing state: not loaded, try again' : 'Sharing state', 'share', show)}
      <Suspense>{lanes !== undefined && <Lanes anchor={button} open={lanes} onOpen={setLanes} />}</Suspense>
      {/* A menu that is closed shows nothing of what is in it. */}
      {bench && createPortal(bench, button.current!.closest('.page')!)}
    </>
  );
}
