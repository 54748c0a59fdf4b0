/** The menu of one lane, where its label was pressed: pin, hide, show all, sort. */
import { Menu } from '@base-ui/react/menu';
import { laneName } from '../../../words/lane-name.ts';
import type { LanePlace } from '../../surface/lane-place.ts';
import type { Surface } from '../../surface/surface.ts';
import { hide, pin, showAll } from './choices.ts';
import './lanes.css';

interface Props {
  readonly surface: Surface;
  readonly at: LanePlace;
  readonly onClose: () => void;
}

export default function LaneMenu({ surface, at, onClose }: Props) {
  const { section, lane, x, y } = at;
  const { laneChoice, look } = surface.store.getState();
  const picture = surface.pictureOf(section);
  const { pinned = [], hidden = [] } = laneChoice[section] ?? {};
  const name = picture ? laneName(picture.engine.lanes, lane, picture.main?.trace) : '';
  const isPinned = pinned.includes(lane);
  const anchor = { getBoundingClientRect: () => new DOMRect(x, y, 0, 0) };
  return (
    <Menu.Root open onOpenChange={(open) => !open && onClose()} modal={false}>
      <Menu.Portal>
        <Menu.Positioner anchor={anchor} side="bottom" align="start" className="lanes-place">
          <Menu.Popup className="lane-menu" aria-label={name}>
            <div className="lane-menu-name">{name}</div>
            <Menu.Item onClick={() => look({ laneChoice: pin(laneChoice, section, lane, !isPinned) })}>
              {isPinned ? 'Unpin' : 'Pin to the top'}
            </Menu.Item>
            <Menu.Item onClick={() => look({ laneChoice: hide(laneChoice, section, lane, true) })}>Hide</Menu.Item>
            {hidden.length > 0 && (
              <Menu.Item onClick={() => look({ laneChoice: showAll(laneChoice, section) })}>
                Show {hidden.length} hidden
              </Menu.Item>
            )}
            <Menu.Item onClick={() => look({ laneOrder: 'busy' })}>Sort all by busy time</Menu.Item>
            <Menu.Item onClick={() => look({ laneOrder: 'number' })}>Sort all by number</Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
