/** The bar between toolbar and axis: find, measure, replay, note, follow, other rooms' menus. What it does is loaded on first use. */
import { type ComponentType, lazy, Suspense, useRef, useState } from 'react';
import { Icon, type IconName } from '../base/Icon.tsx';
import { useApp, useOverlap } from '../base/use-overlap.ts';
import { FilesMenu } from '../files/FilesMenu.tsx';
import { ariaKeys, withKey } from '../keys/key-words.ts';
import { type KeyRow, MEASURE, PAGE, TIMELINE } from '../keys/list.ts';
import { LanesMenu } from '../timeline/parts/LanesMenu.tsx';
import { useTimeline } from '../timeline/parts/use-timeline.ts';
import { LastRunSlot } from './LastRunSlot.tsx';
import './instruments.css';

/** Menus of other rooms on the right of the bar, in this order. Keep them small: a button, the rest loaded on first use. */
const SLOTS: readonly ComponentType[] = [LanesMenu, FilesMenu];

const Find = lazy(() => import('../instrument/Find.tsx'));
const NoteEditor = lazy(() => import('../instrument/NoteEditor.tsx'));

export function Instruments({ narrow = false }: { readonly narrow?: boolean }) {
  const overlap = useOverlap();
  const timeline = useTimeline();
  const measuring = useApp((state) => state.measuring);
  const replaying = useApp((state) => state.cursorMs !== null);
  const writing = useApp((state) => state.writing !== null);
  const following = useApp((state) => state.following || state.view === null || state.run.kind !== 'running');
  const use = (name: 'measure' | 'replay' | 'note' | 'follow') => () =>
    void import('../instrument/tools.ts').then(({ tools }) => tools[name](overlap, timeline.current));
  return (
    <section className="instruments" aria-label="Instruments">
      <FindBox />
      <Tool
        name="Measure"
        icon="measure"
        about="Drag from one time to another"
        keys={MEASURE.rows.mark}
        on={measuring}
        use={use('measure')}
      />
      <Tool name="Replay" icon="play" about="Go through the run event by event" on={replaying} use={use('replay')} />
      <Tool
        name="Note"
        icon="note"
        about="Write a note on the task, the range or the moment"
        keys={TIMELINE.rows.note}
        use={use('note')}
      />
      <Tool
        name="Follow"
        icon="follow"
        about="Keep the end of the run in sight"
        hidden={following}
        use={use('follow')}
      />
      <span className="instruments-rest" />
      {!narrow && <LastRunSlot />}
      {SLOTS.map((Slot, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: slots never move.
        <Slot key={i} />
      ))}
      <Suspense>{writing && <NoteEditor />}</Suspense>
    </section>
  );
}

interface ToolProps {
  readonly name: string;
  readonly icon: IconName;
  /** What it does, for the tooltip. */
  readonly about: string;
  readonly keys?: KeyRow;
  readonly on?: boolean;
  /** Its place is kept. */
  readonly hidden?: boolean;
  readonly use: () => void;
}

function Tool({ name, icon, about, keys, on, hidden, use }: ToolProps) {
  return (
    <button
      type="button"
      className="button quiet"
      title={keys ? withKey(about, keys) : about}
      aria-keyshortcuts={keys && ariaKeys(keys)}
      aria-pressed={on}
      style={hidden ? { visibility: 'hidden' } : undefined}
      onClick={use}
    >
      <Icon name={icon} />
      <span>{name}</span>
    </button>
  );
}

function FindBox() {
  const [used, setUsed] = useState(false);
  const query = useApp((state) => state.query);
  const look = useApp((state) => state.look);
  const input = useRef<HTMLInputElement>(null);
  return (
    <search className="find">
      <Icon name="find" />
      <input
        ref={input}
        aria-label="Find"
        aria-keyshortcuts={ariaKeys(PAGE.rows.find)}
        placeholder={`Find  ${PAGE.rows.find.keys[0]}`}
        spellCheck={false}
        autoComplete="off"
        value={query}
        onFocus={() => setUsed(true)}
        onChange={(event) => look({ query: event.target.value })}
      />
      <Suspense>{(used || query) && <Find input={input} />}</Suspense>
    </search>
  );
}
