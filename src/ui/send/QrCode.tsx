/** A link as a QR code, for a phone or a slide. The library comes with the first one. */
import { useEffect, useState } from 'react';

/** The largest code of all (version 40, least correction) holds so many bytes. */
const MOST_BYTES = 2953;
/** Phones read finer codes badly off a screen. */
const READABLE_BYTES = 1000;
/** Quiet modules around it (ISO/IEC 18004 asks for four). */
const BORDER = 4;

export function QrCode({ text }: { text: string }) {
  const [code, setCode] = useState<{ readonly path: string; readonly size: number } | null>(null);
  const bytes = new TextEncoder().encode(text).length;
  useEffect(() => {
    let wanted = true;
    setCode(null);
    if (bytes <= MOST_BYTES)
      void import('uqr').then(({ encode }) => {
        if (wanted) setCode(pathOf(encode(text, { ecc: 'L', border: BORDER }).data));
      });
    return () => {
      wanted = false;
    };
  }, [text, bytes]);
  if (bytes > MOST_BYTES) return <p className="send-qr">The link is too long for a QR code.</p>;
  return (
    <figure className="send-qr">
      {code && (
        <svg
          viewBox={`0 0 ${code.size} ${code.size}`}
          role="img"
          aria-label="QR code of the link"
          shapeRendering="crispEdges"
        >
          <rect width={code.size} height={code.size} fill="#fff" />
          <path d={code.path} fill="#000" />
        </svg>
      )}
      {bytes > READABLE_BYTES && <figcaption>A code as fine as this one is hard to read for phones.</figcaption>}
    </figure>
  );
}

/** Rows of dark modules, each stretch of them one line. */
function pathOf(rows: readonly (readonly boolean[])[]): { path: string; size: number } {
  let path = '';
  for (const [y, row] of rows.entries())
    for (let x = 0; x < row.length; x++) {
      if (!row[x]) continue;
      const from = x;
      while (row[x + 1]) x++;
      path += `M${from} ${y}h${x + 1 - from}v1H${from}z`;
    }
  return { path, size: rows.length };
}
