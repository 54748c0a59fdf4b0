/** The keys, and a switch for those that are single letters. */
import { useEffect, useRef } from 'react';
import { useApp } from '../base/use-overlap.ts';
import { KEYS, type Told } from './told.ts';
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
      {KEYS.map(({ title, keys }) => (
        <section key={title} aria-label={title}>
          <h3>{title}</h3>
          <List keys={keys} />
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

function List({ keys }: { keys: readonly Told[] }) {
  return (
    <dl>
      {keys.map(({ keys: names, does }) => (
        <div key={does}>
          <dt>
            {names.map((name) => (
              <kbd key={name}>{name}</kbd>
            ))}
          </dt>
          <dd>{does}</dd>
        </div>
      ))}
    </dl>
  );
}
