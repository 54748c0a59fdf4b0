/** An engine in the picker's list: chosen or not, what it is in one sentence, what it takes. */
import { type PointerEvent, useId, useRef } from 'react';
import type { EngineFacts } from '../../engines/facts.ts';
import { ENGINE_WORDS } from '../../engines/words/list.ts';
import { Icon } from '../base/Icon.tsx';
import { useTakes } from './use-takes.ts';
import './row.css';

interface Props {
  readonly engine: EngineFacts;
  readonly chosen: boolean;
  readonly explained: boolean;
  readonly onChoose: (on: boolean) => void;
  readonly onExplain: () => void;
  /** Brings the explanation forward, where it is not beside the list. */
  readonly onOpen: () => void;
}

/** The pointer rests on a row for so long before it is explained: on its way to the explanation it crosses other rows. */
const REST_MS = 120;

export function Row({ engine, chosen, explained, onChoose, onExplain, onOpen }: Props) {
  const takes = useTakes(engine);
  const about = useId();
  const resting = useRef<ReturnType<typeof setTimeout>>(undefined);
  const stop = () => {
    clearTimeout(resting.current);
    resting.current = undefined;
  };
  /** A row that comes to lie under a pointer that stands still was not pointed at. */
  const point = ({ pointerType, movementX, movementY }: PointerEvent) => {
    if (pointerType !== 'mouse' || (movementX === 0 && movementY === 0)) return;
    resting.current ??= setTimeout(onExplain, REST_MS);
  };
  return (
    <li
      className="picker-row"
      data-engine={engine.id}
      data-explained={explained ? '' : undefined}
      onPointerMove={point}
      onPointerLeave={stop}
    >
      <label>
        <input
          type="checkbox"
          checked={chosen}
          tabIndex={explained ? 0 : -1}
          aria-describedby={about}
          onFocus={onExplain}
          onChange={(event) => onChoose(event.target.checked)}
        />
        <span className="picker-title">{engine.title}</span>
      </label>
      <span id={about} className="picker-about">
        <span className="picker-takes">{takes}</span>
        <span className="picker-sentence">{ENGINE_WORDS.get(engine.id)?.sentence}</span>
      </span>
      <button type="button" className="picker-open" tabIndex={-1} aria-label={`About ${engine.title}`} onClick={onOpen}>
        <Icon name="chevron-down" />
      </button>
    </li>
  );
}
