/** All engines in sight: to search, to compare by what they take, to choose, and one of them explained. */
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { ENGINES } from '../../engines/list.ts';
import { ENGINE_WORDS } from '../../engines/words/list.ts';
import { formatCount } from '../../scenario/count.ts';
import { liveness, meansHere } from '../../store/machine/liveness.ts';
import { firstPooled, settledWorkers } from '../../store/state/chosen-engines.ts';
import { Icon } from '../base/Icon.tsx';
import { useApp, useOverlap } from '../base/use-overlap.ts';
import { PICKER } from '../keys/engine-keys.ts';
import { handleKey } from '../keys/handle.ts';
import { takesText } from '../keys/takes-text.ts';
import { Explained } from './Explained.tsx';
import { withEngine } from './engine-list.ts';
import { groupsOf } from './groups.ts';
import { groupLiveness } from './live-words.ts';
import { across, type Direction } from './picker-walk.ts';
import { Row } from './Row.tsx';
import '../base/code-font.css';
import './picker.css';

interface Props {
  /** The engine that is explained first; null for any. */
  readonly first: string | null;
  readonly onClose: () => void;
}

export default function Picker({ first, onClose }: Props) {
  const { store, predictor } = useOverlap();
  const chosen = useApp((state) => state.draft.engines);
  const makespans = useApp((state) => state.makespans);
  const dialog = useRef<HTMLDialogElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState('');
  const [onlyLive, setOnlyLive] = useState(false);
  const [fastestFirst, setFastestFirst] = useState(false);
  const [wanted, setExplained] = useState(first ?? chosen[0]);
  /** Where there is no room beside the list: the explanation is in front of it. */
  const [inFront, setInFront] = useState(first !== null);
  const means = useMemo(meansHere, []);
  const isLive = (engine: (typeof ENGINES)[number]) => liveness(engine, means) === true;
  const groups = groupsOf(
    {
      engines: ENGINES,
      words: ENGINE_WORDS,
      isLive: (engine) => liveness(engine, means) === true,
      takesMs: ({ id }) => makespans[id] ?? Number.NaN,
    },
    { query, onlyLive, fastestFirst },
  );
  const found = groups.flatMap(({ engines }) => engines);
  const explained = found.find(({ id }) => id === wanted) ?? found[0];

  useEffect(() => {
    predictor.listAll();
    dialog.current?.showModal();
    // On a touch screen the keyboard would cover half of the list.
    if (matchMedia('(pointer: coarse)').matches) dialog.current?.focus();
    else search.current?.focus();
  }, [predictor]);

  const close = () => dialog.current?.close();
  const choose = (id: string, on: boolean) => store.getState().setEngines(withEngine(chosen, id, on));
  const done = () => {
    if (explained && !chosen.includes(explained.id)) choose(explained.id, true);
    close();
  };
  const box = (id: string | undefined) =>
    [...(dialog.current?.querySelectorAll<HTMLElement>('.picker-row') ?? [])]
      .find(({ dataset }) => dataset.engine === id)
      ?.querySelector('input');
  const walk = (by: number) => {
    // From the search, the way down begins at the engine that is explained.
    const from = found.findIndex(({ id }) => id === explained?.id);
    const next = document.activeElement === search.current ? from : from + by;
    box(found[Math.min(found.length - 1, Math.max(0, next))]?.id)?.focus();
  };
  const cross = (direction: Direction) => {
    const rows = [...dialog.current!.querySelectorAll<HTMLElement>('.picker-row')];
    const boxes = rows.map((row) => row.getBoundingClientRect());
    const from = rows.findIndex(({ dataset }) => dataset.engine === explained?.id);
    rows[across(boxes, from, direction)]?.querySelector('input')?.focus();
  };
  const keys = (event: KeyboardEvent<HTMLDialogElement>) => {
    const { target, key } = event;
    const onRow = target instanceof Element && target.closest('.picker-row') !== null;
    if (!onRow && target !== search.current) return;
    if (key === 'Escape' && query !== '' && target === search.current) {
      // What is innermost is left first.
      setQuery('');
      event.preventDefault();
      return;
    }
    const acts = {
      walk: (which: number) => walk(which === 0 ? -1 : 1),
      cross: (which: number) => (onRow ? cross(which === 0 ? 'left' : 'right') : false),
      // A checkbox does so itself.
      choose: () => false,
      done,
    };
    const typing = takesText(target);
    if (handleKey(PICKER, acts, event, { typing, singleKeys: true })) event.preventDefault();
    // What is typed on a row is searched for.
    else if (onRow && key.length === 1 && key !== ' ' && !event.ctrlKey && !event.metaKey) search.current?.focus();
  };
  const live = ENGINES.filter(isLive).length;
  const isChosen = explained !== undefined && chosen.includes(explained.id);
  return (
    <dialog
      ref={dialog}
      className="dialog picker"
      tabIndex={-1}
      aria-label="Engines"
      data-in-front={inFront ? '' : undefined}
      onKeyDown={keys}
      onClose={onClose}
      onPointerDown={(event) => {
        if (event.target === dialog.current) close();
      }}
    >
      <div className="picker-all">
        <div className="picker-head">
          <label className="picker-search">
            <Icon name="find" />
            <input
              ref={search}
              type="text"
              aria-label="Find an engine"
              placeholder="Find: GIL, order, one error …"
              autoComplete="off"
              spellCheck={false}
              value={query}
              onChange={(event) => setQuery(event.target.value)}
            />
          </label>
          <fieldset>
            <legend className="unseen">Which engines</legend>
            <Toggle on={!onlyLive} flip={() => setOnlyLive(false)}>
              all {ENGINES.length}
            </Toggle>
            <Toggle on={onlyLive} flip={() => setOnlyLive(!onlyLive)}>
              runs live here {live}
            </Toggle>
            <Toggle on={fastestFirst} flip={() => setFastestFirst(!fastestFirst)}>
              fastest first
            </Toggle>
          </fieldset>
          <For />
          <button type="button" className="button picker-close" onClick={close}>
            Close
          </button>
        </div>
        <div className="picker-scroll">
          <div className="picker-list">
            {groups.map(({ title, engines }) => (
              <section key={title} aria-label={title}>
                <h3>
                  {title} <span className="picker-live">{groupLiveness(engines, means)}</span>
                </h3>
                <ul>
                  {engines.map((engine) => (
                    <Row
                      key={engine.id}
                      engine={engine}
                      chosen={chosen.includes(engine.id)}
                      explained={engine === explained}
                      onChoose={(on) => choose(engine.id, on)}
                      onExplain={() => setExplained(engine.id)}
                      onOpen={() => {
                        setExplained(engine.id);
                        setInFront(true);
                      }}
                    />
                  ))}
                </ul>
              </section>
            ))}
          </div>
          {found.length === 0 && (
            <p className="picker-none" role="status">
              No engine’s description has “{query.trim()}” in it.{' '}
              <button
                type="button"
                className="button"
                onClick={() => {
                  setQuery('');
                  setOnlyLive(false);
                  search.current?.focus();
                }}
              >
                Show all
              </button>
            </p>
          )}
        </div>
      </div>
      <aside className="picker-side" aria-label="One engine explained">
        <button type="button" className="button quiet picker-back" onClick={() => setInFront(false)}>
          <Icon name="chevron-down" />
          All engines
        </button>
        <div className="picker-explained">{explained && <Explained engine={explained} />}</div>
        <div className="picker-buttons">
          <button type="button" className="button run" disabled={!explained} onClick={done}>
            {isChosen ? 'Done' : 'Add'} <kbd>Enter</kbd>
          </button>
          <button type="button" className="button" onClick={close}>
            Close <kbd>Esc</kbd>
          </button>
        </div>
      </aside>
    </dialog>
  );
}

/** What the times are predicted for: `for your 5 tasks, pool 3`. */
function For() {
  const { cores } = useOverlap();
  const scenario = useApp((state) => state.scenario);
  const chosen = useApp((state) => state.draft.engines);
  const workers = settledWorkers(firstPooled(chosen), scenario, cores);
  const count = scenario.tasks.length;
  return (
    <span className="picker-for">
      for your {count === 1 ? 'task' : `${formatCount(count)} tasks`}, pool {workers}
    </span>
  );
}

function Toggle({ on, flip, children }: { on: boolean; flip: () => void; children: React.ReactNode }) {
  return (
    <button type="button" className="button picker-toggle" aria-pressed={on} onClick={flip}>
      {children}
    </button>
  );
}
