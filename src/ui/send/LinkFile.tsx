/** A link as a file that any browser opens: for links that chats would cut. */
import { useState } from 'react';
import { download } from '../base/download.ts';

export function LinkFile({ link }: { link: string }) {
  const [saved, setSaved] = useState(false);
  return (
    <button
      type="button"
      className="button"
      onClick={() => {
        download(new Blob([pageOf(link)], { type: 'text/html' }), 'overlap-link.html');
        setSaved(true);
      }}
    >
      {saved ? 'Saved as overlap-link.html' : 'Save as a file'}
    </button>
  );
}

/** A page that has nothing but the link, which is text in it. */
function pageOf(link: string): string {
  const safe = link.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Overlap: a scenario</title>
<p><a href="${safe}">Open it in Overlap</a></p>
</html>
`;
}
