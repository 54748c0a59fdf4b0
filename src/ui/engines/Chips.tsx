/** A chip an engine shown, in the order of the timeline: to see what it takes, to move, to remove, to have it explained. */
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import type { EngineFacts } from '../../engines/facts.ts';
import { enginesOf } from '../../store/state/chosen-engines.ts';
import { Icon } from '../base/Icon.tsx';
import { useApp, useOverlap } from '../base/use-overlap.ts';
import { bandWords } from '../words/makespan-words.ts';
import { nameOf } from '../words/names-and-numbers.ts';
import type { Carried, ChipsPage } from './chips-page.ts';
import { useTakes } from './use-takes.ts';

/** Moving and removing, by keys and by the pointer: loaded when a chip is pointed at or has the focus. */
const loadActs = () => import('./chip-acts.ts');
type Acts = Awaited<ReturnType<typeof loadActs>>;

interface Props {
  readonly explain: (id: string) => void;
  /** Where the focus goes when the last chip is removed. */
  readonly add: RefObject<HTMLButtonElement | null>;
}

export function Chips({ explain, add }: Props) {
  const { store } = useOverlap();
  const chosen = useApp((state) => state.draft.engines);
  const [acts, setActs] = useState<Acts>();
  const [carried, setCarried] = useState<Carried | null>(null);
  /** The one chip that the Tab key stops at. */
  const [stop, setStop] = useState<string>();
  const list = useRef<HTMLUListElement>(null);
  /** What has the focus once the list is drawn anew. */
  const wanted = useRef<{ readonly id: string | undefined }>(undefined);
  const engines = enginesOf(carried?.order ?? chosen);
  const order = engines.map(({ id }) => id);
  const focus = (id: string | undefined) => {
    const chip = [...list.current!.children].find((one) => (one as HTMLElement).dataset.engine === id);
    (chip?.querySelector('button') ?? add.current)?.focus();
  };
  useLayoutEffect(() => {
    if (wanted.current) focus(wanted.current.id);
    wanted.current = undefined;
  });
  const load = () => void loadActs().then((loaded) => setActs(() => loaded));
  /** What comes while they are still being loaded is done once they are there. */
  const act = (does: (loaded: Acts) => void) => (acts ? does(acts) : void loadActs().then(does));
  const page: ChipsPage = {
    order,
    focus,
    put: (next, focused) => {
      wanted.current = { id: focused };
      store.getState().setEngines(next);
    },
    show: setCarried,
  };
  return (
    <ul ref={list} className="chips" onPointerEnter={load} onFocus={load}>
      {engines.map((engine) => (
        <li
          key={engine.id}
          className="chip"
          data-engine={engine.id}
          data-carried={engine.id === carried?.id ? '' : undefined}
        >
          <button
            type="button"
            className="chip-name"
            tabIndex={engine.id === (order.find((id) => id === stop) ?? order[0]) ? 0 : -1}
            title={acts?.HOW}
            aria-keyshortcuts={acts?.KEYS}
            onFocus={() => setStop(engine.id)}
            onKeyDown={(event) => act(({ pressed }) => pressed(event, engine, page))}
            onPointerDown={(event) => acts?.grasped(event, engine, page)}
            onClick={() => explain(engine.id)}
          >
            {nameOf(engine)} <Takes engine={engine} />
          </button>
          <button
            type="button"
            className="chip-remove"
            tabIndex={-1}
            aria-label={`Remove ${engine.title}`}
            onClick={() => act(({ remove }) => remove(engine, page))}
          >
            <Icon name="close" size={12} />
          </button>
        </li>
      ))}
      {engines.length === 0 && <li className="chips-none">No engine is shown.</li>}
    </ul>
  );
}

function Takes({ engine }: { engine: EngineFacts }) {
  const takes = useTakes(engine);
  const band = useApp((state) => state.seedBands[engine.id]);
  return (
    <span className="chip-takes" title={band && `${bandWords(band)} over a hundred seeds`}>
      {takes}
    </span>
  );
}
