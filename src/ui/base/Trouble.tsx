/** What is known of a mistake in one part of the page, and what can be done. */
import { useEffect, useState } from 'react';
import { isNotLoaded, loadAgain, onLoadAgain } from '../../store/worker/again.ts';
import { copyText } from './copy-text.ts';
import './styles-again.ts';
import { reportOf } from './report.ts';

interface Failed {
  readonly what: string;
  readonly error: unknown;
  readonly again: () => void;
}

export default function Trouble({ what, error, again }: Failed) {
  const [copied, setCopied] = useState(false);
  const { message, text } = reportOf(error, what);
  const notLoaded = isNotLoaded(error);
  useEffect(() => (notLoaded ? onLoadAgain(again) : undefined), [notLoaded, again]);
  return (
    <div className="boundary" role="alert">
      <p>
        {what} cannot be shown{notLoaded ? `: ${whyNotLoaded()}` : '.'} Your scenario is kept, and the rest of the page
        goes on.
      </p>
      <button type="button" className="button" onClick={notLoaded ? loadAgain : again}>
        Try again
      </button>{' '}
      {notLoaded && navigator.onLine && (
        <button type="button" className="button" onClick={() => location.reload()}>
          Reload the page
        </button>
      )}
      {!notLoaded && (
        <button type="button" className="button" onClick={() => void copyText(text).then(setCopied)}>
          {copied ? 'Report copied' : 'Copy report'}
        </button>
      )}
      {!notLoaded && <p>{message}</p>}
    </div>
  );
}

const whyNotLoaded = () =>
  navigator.onLine
    ? 'it could not be loaded, since the network failed or a newer version is on the server.'
    : 'it could not be loaded, since there is no network.';
