/** A text with each figure and its unit on one line. */
import type { ReactNode } from 'react';

const FIGURE = /([\d.]+ (?:[mµ]?s|min|h|%)(?!\w))/;

export function withUnits(text: string): ReactNode {
  const parts = text.split(FIGURE);
  if (parts.length === 1) return text;
  return parts.map((part, i) =>
    i % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place.
      <bdi key={i} className="with-unit">
        {part}
      </bdi>
    ) : (
      part
    ),
  );
}
