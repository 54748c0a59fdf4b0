/** The instruments in the toolbar: find, measure, replay, and more behind a button. What they do is loaded on first use. */
import { Suspense, useRef, useState } from 'react';
import { Icon, type IconName } from '../base/Icon.tsx';
import { lazyExtra } from '../base/lazy.tsx';
import { useApp, useOverlap } from '../base/use-overlap.ts';
import { ariaKeys, withKey } from '../keys/key-words.ts';
import { type KeyRow, MEASURE, PAGE } from '../keys/list.ts';
import { useTimeline } from '../timeline/parts/use-timeline.ts';
import { MoreTools } from './MoreTools.tsx';
import './instruments.css';

const Find = lazyExtra(() => import('../instrument/Find.tsx'));
const NoteEditor = lazyExtra(() => import('../instrument/NoteEditor.tsx'));

export function Instruments() {
  const overlap = useOverlap();
  const timeline = useTimeline();
  const measuring = useApp((state) => state.measuring);
  const replaying = useApp((state) => state.cursorMs !== null);
  const writing = useApp((state) => state.writing !== null);
  const following = useApp((state) => state.following || state.view === null || state.run.kind !== 'running');
  const use = (name: 'measure' | 'replay' | 'note' | 'follow') => () =>
    void import('../instrument/tools.ts').then(({ tools }) => tools[name](overlap, timeline.current));
  return (
    <div className="instruments">
      <Tool
        name="Follow"
        icon="follow"
        about="Keep the end of the run in sight"
        hidden={following}
        use={use('follow')}
      />
      <FindBox />
      <Tool
        name="Measure"
        icon="measure"
        about="Drag from one time to another"
        keys={MEASURE.rows.mark}
        on={measuring}
        use={use('measure')}
      />
      <Tool name="Replay" icon="replay" about="Go through the run event by event" on={replaying} use={use('replay')} />
      <MoreTools note={use('note')} />
      <Suspense>{writing && <NoteEditor />}</Suspense>
    </div>
  );
}

interface ToolProps {
  readonly name: string;
  readonly icon: IconName;
  /** What it does, for the tooltip. */
  readonly about: string;
  readonly keys?: KeyRow;
  readonly on?: boolean;
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
      hidden={hidden}
      onClick={use}
    >
      <Icon name={icon} />
      <span>{name}</span>
    </button>
  );
}

/** Small until it is used; then it grows to the left, over what stands there, so that nothing moves. */
function FindBox() {
  const [used, setUsed] = useState(false);
  const query = useApp((state) => state.query);
  const look = useApp((state) => state.look);
  const input = useRef<HTMLInputElement>(null);
  return (
    <search className="find-place">
      <div className="find" data-used={query ? '' : undefined}>
        <Icon name="find" />
        <input
          ref={input}
          aria-label="Find"
          aria-keyshortcuts={ariaKeys(PAGE.rows.find)}
          placeholder="Find"
          spellCheck={false}
          autoComplete="off"
          value={query}
          onFocus={() => setUsed(true)}
          onChange={(event) => look({ query: event.target.value })}
        />
        <Suspense>{(used || query) && <Find input={input} />}</Suspense>
      </div>
    </search>
  );
}
