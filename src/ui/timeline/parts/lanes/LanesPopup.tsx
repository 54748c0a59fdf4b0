/** The menu of lanes: their order, axes, the critical path, and a list of lanes to pin and hide, section by section. */
import { Popover } from '@base-ui/react/popover';
import { type RefObject, useState } from 'react';
import type { EngineFacts } from '../../../../engines/facts.ts';
import { formatCount } from '../../../../scenario/count.ts';
import { sectionsOf } from '../../../../store/state/sections.ts';
import type { LaneOrder } from '../../../../store/state/state.ts';
import { useApp, useOverlap, useRevision } from '../../../base/use-overlap.ts';
import { laneName } from '../../../words/lane-name.ts';
import { groupId } from '../../model/picture.ts';
import { hide, pin, showAll } from './choices.ts';
import './lanes.css';
import { shownKey } from '../../../keys/combination.ts';
import { TIMELINE } from '../../../keys/list.ts';

const PATH_KEY = shownKey(TIMELINE.rows.path.keys[0], false);

interface Props {
  readonly anchor: RefObject<HTMLButtonElement | null>;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
}

const ORDERS: readonly (readonly [LaneOrder, string])[] = [
  ['number', 'number'],
  ['start', 'first start'],
  ['busy', 'busy time'],
  ['wait', 'wait'],
];
/** A longer list shows this many lanes, and says so. */
const MOST = 100;

export default function LanesPopup({ anchor, open, onOpen }: Props) {
  return (
    <Popover.Root open={open} onOpenChange={onOpen}>
      <Popover.Portal>
        <Popover.Positioner anchor={anchor} side="bottom" align="end" sideOffset={4} className="lanes-place">
          <Popover.Popup className="lanes-popup" finalFocus={anchor}>
            <Popover.Title className="lanes-title">Lanes</Popover.Title>
            {open && <Body />}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Body() {
  const overlap = useOverlap();
  useRevision(250);
  const order = useApp((state) => state.laneOrder);
  const own = useApp((state) => state.ownAxes);
  const path = useApp((state) => state.showsPath);
  const look = useApp((state) => state.look);
  const draft = useApp((state) => state.draft);
  const opened = useApp((state) => state.opened);
  const sections = sectionsOf({ draft, opened }, overlap.registry);
  return (
    <>
      <fieldset className="lanes-order">
        <legend>Sort by</legend>
        {ORDERS.map(([value, words]) => (
          <label key={value}>
            <input
              type="radio"
              name="lane-order"
              checked={order === value}
              onChange={() => look({ laneOrder: value })}
            />
            {words}
          </label>
        ))}
      </fieldset>
      <label>
        <input type="checkbox" checked={own} onChange={() => look({ ownAxes: !own })} />
        Each section its own time axis
      </label>
      <label>
        <input type="checkbox" checked={path} onChange={() => overlap.store.getState().showPath(!path)} />
        Critical path of the run <kbd>{PATH_KEY}</kbd>
      </label>
      {sections.map((section) => (
        <SectionLanes key={section.id} section={section} />
      ))}
    </>
  );
}

function SectionLanes({ section }: { readonly section: EngineFacts }) {
  const { registry } = useOverlap();
  const choices = useApp((state) => state.laneChoice);
  const groups = useApp((state) => state.groups);
  const look = useApp((state) => state.look);
  const [wanted, setWanted] = useState('');
  const { measured, predicted } = registry.of(section.id);
  const trace = measured ?? predicted;
  const kind = section.lanes;
  const tasks = trace?.scenario.tasks ?? [];
  let count = kind.perTask ? tasks.length : 0;
  for (let row = 0; row < (trace?.spans.length ?? 0); row++) count = Math.max(count, trace!.spans.at.lane[row]! + 1);
  const { pinned = [], hidden = [] } = choices[section.id] ?? {};
  const names = Array.from({ length: count }, (_, lane) => laneName(kind, lane, trace));
  const found = names.flatMap((name, lane) => (name.includes(wanted) ? [lane] : []));
  const groupNames = kind.perTask ? [...new Set(tasks.flatMap(({ group }) => group ?? []))] : [];
  const folded = (id: string) => groups[id] === false;
  const fold = (id: string, on: boolean) => look({ groups: { ...groups, [id]: !on } });
  return (
    <details className="lanes-section">
      <summary>
        {section.title}{' '}
        <small>
          {hidden.length > 0
            ? `${formatCount(count - hidden.length)} of ${formatCount(count)} lanes shown`
            : `${formatCount(count)} lanes`}
        </small>
      </summary>
      <label>
        <input
          type="checkbox"
          checked={folded(section.id)}
          onChange={(event) => fold(section.id, event.target.checked)}
        />
        Folded into one strip
      </label>
      {groupNames.map((name) => (
        <label key={name}>
          <input
            type="checkbox"
            checked={folded(groupId(section.id, name))}
            onChange={(event) => fold(groupId(section.id, name), event.target.checked)}
          />
          Group {name} folded
        </label>
      ))}
      {hidden.length > 0 && (
        <button type="button" className="button" onClick={() => look({ laneChoice: showAll(choices, section.id) })}>
          Show all {formatCount(count)} lanes
        </button>
      )}
      {count > MOST && (
        <input
          className="lanes-find"
          aria-label={`Lanes of ${section.title} whose name contains`}
          placeholder="Name contains"
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
      )}
      <ul>
        {found.slice(0, MOST).map((lane) => (
          <li key={lane}>
            <span>{names[lane]}</span>
            <label>
              <input
                type="checkbox"
                aria-label={`Pin ${names[lane]} of ${section.title}`}
                checked={pinned.includes(lane)}
                onChange={(event) => look({ laneChoice: pin(choices, section.id, lane, event.target.checked) })}
              />
              pinned
            </label>
            <label>
              <input
                type="checkbox"
                aria-label={`Hide ${names[lane]} of ${section.title}`}
                checked={hidden.includes(lane)}
                onChange={(event) => look({ laneChoice: hide(choices, section.id, lane, event.target.checked) })}
              />
              hidden
            </label>
          </li>
        ))}
      </ul>
      {found.length > MOST && (
        <p>
          {MOST} of {formatCount(found.length)} lanes listed
        </p>
      )}
    </details>
  );
}
