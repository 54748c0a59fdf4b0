/** What is known of a mistake in one part of the page, and what can be done. */
import { useState } from 'react';
import { copyText } from './copy-text.ts';
import { isNotLoaded, reportOf } from './report.ts';

export default function Trouble({ error, what }: { error: unknown; what: string }) {
  const [copied, setCopied] = useState(false);
  const { message, text } = reportOf(error, what);
  if (isNotLoaded(error))
    return (
      <>
        <button type="button" className="button" onClick={() => location.reload()}>
          Reload the page
        </button>
        <p>
          It could not be loaded:{' '}
          {navigator.onLine ? 'the network failed, or a newer version is on the server' : 'there is no network'}. Your
          scenario is kept.
        </p>
      </>
    );
  return (
    <>
      <button type="button" className="button" onClick={() => void copyText(text).then(setCopied)}>
        {copied ? 'Report copied' : 'Copy report'}
      </button>
      <p>{message} Your scenario is kept, and the rest of the page goes on.</p>
    </>
  );
}
