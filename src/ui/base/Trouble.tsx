/** What is known of a mistake in one part of the page, and what can be done. */
import { useState } from 'react';
import { copyText } from './copy-text.ts';
import { isNotLoaded, reportOf } from './report.ts';

interface Failed {
  readonly what: string;
  readonly error: unknown;
  readonly again: () => void;
}

export default function Trouble({ what, error, again }: Failed) {
  const [copied, setCopied] = useState(false);
  const { message, text } = reportOf(error, what);
  const notLoaded = isNotLoaded(error);
  return (
    <div className="boundary" role="alert">
      <p>
        {what} cannot be shown{notLoaded ? `: ${whyNotLoaded()}` : '.'} Your scenario is kept, and the rest of the page
        goes on.
      </p>
      <button type="button" className="button" onClick={notLoaded ? () => location.reload() : again}>
        {notLoaded ? 'Reload the page' : 'Try again'}
      </button>{' '}
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
