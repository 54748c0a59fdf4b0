/** What is on the page, to be sent: as a link, as text for a chat, as a QR code, as a file. */
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { formatCount } from '../../scenario/count.ts';
import { cardOf } from '../../store/share/card.ts';
import { lookOf, withoutLook } from '../../store/share/look-link.ts';
import { resultsOf, sentParts } from '../../store/share/sent-results.ts';
import { announce } from '../base/Announcer.tsx';
import { copyText } from '../base/copy-text.ts';
import { useOverlap } from '../base/use-overlap.ts';
import { LinkFile } from './LinkFile.tsx';
import { LONGEST_SENT } from './longest.ts';
import { QrCode } from './QrCode.tsx';
import './send.css';

interface Props {
  /** The address that opens what is on the page. */
  readonly link: () => string;
  readonly close: () => void;
}

export default function SendDialog({ link, close }: Props) {
  const { store, registry, cores } = useOverlap();
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  const [look, setLook] = useState(false);
  const [ran, setRan] = useState(false);
  const [plain] = useState(() => withoutLook(link()));
  const hasTasks = !/#(python|learn)\b/.test(plain);
  const hasLook = useMemo(() => hasTasks && lookOf(store.getState()) !== '', [hasTasks, store]);
  const results = useMemo(
    () => (hasTasks ? sentParts(resultsOf(store.getState(), registry), cores) : []),
    [hasTasks, store, registry, cores],
  );
  const sent = plain + lookOf(look ? store.getState() : FIRST_SEEN, ran ? results : []);
  const card = useMemo(
    () => (hasTasks ? cardOf(store.getState(), registry, sent) : undefined),
    [hasTasks, store, registry, sent],
  );
  useEffect(() => dialog.current?.showModal(), []);
  const isLong = sent.length > LONGEST_SENT;
  return (
    <dialog ref={dialog} className="dialog send" aria-labelledby={title} onClose={close}>
      <h2 id={title}>Share</h2>
      <div className="send-parts">
        <div className="send-texts">
          <Text name="Link" text={sent} lines={3} />
          {hasTasks && (
            <label className="send-look">
              <input type="checkbox" checked={look} disabled={!hasLook} onChange={() => setLook(!look)} />
              with the view:{' '}
              {hasLook
                ? 'the time in view, moment, range, task and panel'
                : 'the whole run is in view, nothing is selected'}
            </label>
          )}
          {hasTasks && (
            <label className="send-look">
              <input type="checkbox" checked={ran} disabled={results.length === 0} onChange={() => setRan(!ran)} />
              with what you measured:{' '}
              {results.length === 0 ? 'this scenario was not run to its end' : 'how long each engine took here'}
            </label>
          )}
          <p className="send-length">
            {formatCount(sent.length)} characters.{' '}
            {isLong &&
              `Chats and issue trackers cut links at ${formatCount(LONGEST_SENT)}: send it as a file, which opens the same.`}
          </p>
          {isLong && <LinkFile link={sent} />}
          {card && <Text name="Text for a chat" text={card} lines={Math.min(9, card.split('\n').length + 1)} />}
        </div>
        <QrCode text={sent} />
      </div>
      <div className="send-buttons">
        <button type="button" className="button" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </div>
    </dialog>
  );
}

/** As one looks at it when the page opens. */
const FIRST_SEEN = { view: null, cursorMs: null, range: null, selected: null, panel: 'figures' } as const;

function Text({ name, text, lines }: { name: string; text: string; lines: number }) {
  const id = useId();
  const [copied, setCopied] = useState('');
  const copy = async () => {
    const done = await copyText(text);
    setCopied(done ? text : '');
    announce(done ? `${name} copied` : 'The browser does not let this page copy: the text can be selected.');
  };
  return (
    <div className="send-text">
      <label htmlFor={id}>{name}</label>
      <button type="button" className="button" onClick={() => void copy()}>
        {copied === text ? 'Copied' : 'Copy'}
        <span className="unseen"> {name.toLowerCase()}</span>
      </button>
      <textarea
        id={id}
        className="field"
        readOnly
        rows={lines}
        value={text}
        onFocus={({ target }) => target.select()}
      />
    </div>
  );
}
