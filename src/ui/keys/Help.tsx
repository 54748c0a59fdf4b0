/** The keys, and a switch for those that are single letters. */
import { useEffect, useRef } from 'react';
import { useApp } from '../base/use-overlap.ts';
import { shownKey } from './combination.ts';
import { GROUPS } from './groups.ts';
import { isMac } from './key-words.ts';
import type { KeyGroup } from './list.ts';
import './help.css';

export default function Help({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const singleKeys = useApp((state) => state.singleKeys);
  const setSingleKeys = useApp((state) => state.setSingleKeys);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} className="dialog help" aria-labelledby="help-title" onClose={onClose}>
      <div className="help-head">
        <h2 id="help-title">Keys</h2>
        <button type="button" className="button" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </div>
      {GROUPS.map((group) => (
        <section key={group.title} aria-label={group.title}>
          <h3>{group.title}</h3>
          <List group={group} />
        </section>
      ))}
      <label>
        <input type="checkbox" checked={singleKeys} onChange={(event) => setSingleKeys(event.target.checked)} />
        Single keys work outside text fields
      </label>
      <p>
        Bars are what ran, outlines what was predicted. Doing is tall, waiting is a line. Click a bar to see why it was
        late.
      </p>
    </dialog>
  );
}

function List({ group: { rows, gestures } }: { group: KeyGroup }) {
  const mac = isMac();
  const lines = [
    ...Object.values(rows).map(({ keys, label }) => ({ shown: keys.map((key) => shownKey(key, mac)), label })),
    ...gestures.map(({ shown, label }) => ({
      shown: shown.map((text) => text.replace('Mod', mac ? '⌘' : 'Ctrl')),
      label,
    })),
  ];
  return (
    <dl>
      {lines.map(({ shown, label }) => (
        <div key={`${shown.join()} ${label}`}>
          <dt>
            {shown.map((name) => (
              <kbd key={name}>{name}</kbd>
            ))}
          </dt>
          <dd>{label}</dd>
        </div>
      ))}
    </dl>
  );
}
