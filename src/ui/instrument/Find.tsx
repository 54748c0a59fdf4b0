/** What the find box shows once it is used: how many attempts match, what is wrong with the query, how queries are written, and stepping from match to match. */
import { type RefObject, useEffect } from 'react';
import { formatCount } from '../../scenario/count.ts';
import { announce } from '../base/Announcer.tsx';
import { useApp, useOverlap, useRevision } from '../base/use-overlap.ts';
import { useTimeline } from '../timeline/parts/use-timeline.ts';
import { reveal } from '../timeline/surface/reveal.ts';
import { find, matchAt, placeOf } from './found.ts';
import './find.css';

/** How queries are written, by examples. */
const EXAMPLES: readonly (readonly [text: string, means: string])[] = [
  ['4', 'the task with id 4'],
  ['"load"', 'id or group contains it'],
  ['failed', 'state, cause or outcome'],
  ['> 200 ms', 'took longer'],
  ['wait > 100 ms', 'waited longer; also cpu, sleep, gil'],
  ['top 10 by wait', 'the ten that waited longest'],
  ['cause:worker', 'waited for one'],
  ['attempt > 1', 'tried again'],
];

export default function Find({ input }: { input: RefObject<HTMLInputElement | null> }) {
  const overlap = useOverlap();
  const { store } = overlap;
  const timeline = useTimeline();
  useRevision(250);
  const query = useApp((state) => state.query);
  const only = useApp((state) => state.onlyMatches);
  const selected = useApp((state) => state.selected);
  useApp((state) => state.draft.engines);
  useApp((state) => state.opened);
  const found = find(overlap);
  const at = placeOf(found, selected);
  const count = formatCount(found.total);
  const says =
    query.trim() === '' || found.mistake
      ? ''
      : at < 0
        ? `${count} of ${formatCount(found.of)} match`
        : `match ${formatCount(at + 1)} of ${count}`;

  useEffect(() => {
    const box = input.current;
    const step = (by: 1 | -1) => {
      const now = find(overlap);
      const place = placeOf(now, store.getState().selected);
      const next = matchAt(now, place < 0 ? (by > 0 ? 0 : -1) : place + by);
      if (!next) return;
      store.getState().select(next);
      reveal(timeline.current, next);
    };
    const down = (event: KeyboardEvent) => {
      if (event.isComposing) return;
      if (event.key === 'Enter') step(event.shiftKey ? -1 : 1);
      else if (event.key !== 'Escape') return;
      else if (store.getState().query) store.getState().look({ query: '', onlyMatches: false });
      else {
        const lanes = document.querySelector<HTMLElement>('.tl-lanes');
        if (lanes) lanes.focus();
        else box?.blur();
      }
      event.preventDefault();
    };
    box?.addEventListener('keydown', down);
    return () => box?.removeEventListener('keydown', down);
  }, [input, overlap, store, timeline]);

  useEffect(() => {
    if (!says) return;
    const timer = setTimeout(() => announce(says), 400);
    return () => clearTimeout(timer);
  }, [says]);

  useEffect(() => {
    const box = input.current;
    if (!box) return;
    box.setAttribute('aria-describedby', 'find-more');
    if (found.mistake) box.setAttribute('aria-invalid', 'true');
    else box.removeAttribute('aria-invalid');
  });

  const insert = (text: string) => {
    store.getState().look({ query: text });
    input.current?.focus();
  };

  return (
    <>
      <span className="find-count">{says}</span>
      <div className="find-more" id="find-more">
        {found.mistake ? (
          <p className="find-mistake">
            Column {found.mistake.column}: {found.mistake.message}
          </p>
        ) : (
          <p className="find-hint">
            <kbd>Enter</kbd> next, <kbd>Shift</kbd> <kbd>Enter</kbd> before, <kbd>Esc</kbd> clears
          </p>
        )}
        <label>
          <input
            type="checkbox"
            checked={only}
            disabled={query.trim() === '' || found.mistake !== undefined}
            onChange={(event) => store.getState().look({ onlyMatches: event.target.checked })}
          />
          Only these
        </label>
        <ul aria-label="What can be searched for">
          {EXAMPLES.map(([text, means]) => (
            <li key={text}>
              <button type="button" tabIndex={-1} onClick={() => insert(text)}>
                <code>{text}</code>
                <span>{means}</span>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}
