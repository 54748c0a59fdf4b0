/** The replay: its controls, the event at which it stands, and what all tasks are doing then. It takes the place of the answer to Why. */
import { useEffect, useMemo, useRef, useState } from 'react';
import { formatCount } from '../../scenario/count.ts';
import { formatMs } from '../../scenario/duration.ts';
import { sectionsOf } from '../../store/state/sections.ts';
import { type Moment, stateAt } from '../../trace/queries/moment.ts';
import type { Pending } from '../../trace/queries/pending.ts';
import { SEGMENT_KINDS } from '../../trace/trace.ts';
import { announce } from '../base/Announcer.tsx';
import { Icon } from '../base/Icon.tsx';
import { useApp, useOverlap, useRevision } from '../base/use-overlap.ts';
import { ariaKeys, withKey } from '../keys/key-words.ts';
import { REPLAY } from '../keys/list.ts';
import { whatOf } from '../marks/kinds.ts';
import { useTimeline } from '../timeline/parts/use-timeline.ts';
import { revealTime } from '../timeline/surface/reveal.ts';
import { attemptName } from '../words/attempt-name.ts';
import { wordsOf } from './event-words.ts';
import {
  chooseSection,
  chosenOf,
  closeReplay,
  eventIn,
  pendingIn,
  play,
  SPEEDS,
  setSpeed,
  stepEvent,
  togglePlaying,
  useSettings,
} from './player.ts';
import { listenToReplayKeys } from './replay-acts.ts';
import { laneName, lastTime, listed, nameOfRow, type ShownTrace, shownTraces } from './shown.ts';
import './replay.css';

/** While the replay plays, its words are renewed once in this time (ms). */
const EVERY_MS = 100;
const MOST_LANES = 16;
/** Of the queue and of the latest results, so many are named. */
const MOST_NAMED = 8;

export default function Replay() {
  const overlap = useOverlap();
  const timeline = useTimeline();
  const { store, registry } = overlap;
  useRevision();
  const cursorMs = useCursor();
  const playing = useApp((state) => state.playing > 0);
  useApp((state) => state.selected);
  useApp((state) => state.replayAt);
  useApp((state) => state.draft.engines);
  useApp((state) => state.opened);
  const { speed } = useSettings();
  const shown = shownTraces(overlap);
  const chosen = chosenOf(overlap);
  const endMs = lastTime(shown);
  const playButton = useRef<HTMLButtonElement>(null);

  useEffect(() => play(overlap), [overlap]);
  useEffect(() => playButton.current?.focus({ preventScroll: true }), []);

  const step = useMemo(
    () => (by: 1 | -1) => {
      const went = stepEvent(overlap, by);
      const { cursorMs: ms } = store.getState();
      if (ms !== null) revealTime(timeline.current, { fromMs: ms, toMs: ms });
      const section = chosenOf(overlap);
      const place = section ? eventIn(overlap, section) : -1;
      announce(
        went && section && place >= 0 ? wordsOf(section, place) : by > 0 ? 'No later event' : 'No earlier event',
      );
    },
    [overlap, store, timeline],
  );

  useEffect(
    () =>
      listenToReplayKeys({
        singleKeys: () => store.getState().singleKeys,
        togglePlaying: () => togglePlaying(overlap),
        step,
      }),
    [overlap, store, step],
  );

  if (cursorMs === null || !chosen) {
    return (
      <section className="replay" aria-label="Replay">
        <p>Nothing to replay.</p>
      </section>
    );
  }
  const own = cursorMs - chosen.shiftMs;
  const place = eventIn(overlap, chosen);
  return (
    <section className="replay" aria-label="Replay">
      <div className="replay-bar">
        <button
          type="button"
          className="button icon"
          aria-label="Step back"
          title={withKey('Event before', REPLAY.rows.step, 0)}
          onClick={() => step(-1)}
        >
          <Icon name="step-back" />
        </button>
        <button
          type="button"
          ref={playButton}
          className="button icon"
          aria-label={playing ? 'Pause' : 'Play'}
          title={withKey(playing ? 'Pause' : 'Play', REPLAY.rows.play)}
          aria-keyshortcuts={ariaKeys(REPLAY.rows.play)}
          onClick={() => togglePlaying(overlap)}
        >
          <Icon name={playing ? 'pause' : 'play'} />
        </button>
        <button
          type="button"
          className="button icon"
          aria-label="Step"
          title={withKey('Next event', REPLAY.rows.step, 1)}
          onClick={() => step(1)}
        >
          <Icon name="step" />
        </button>
        <span className="select">
          <select
            aria-label="Replay speed"
            value={speed}
            onChange={(event) => setSpeed(overlap, Number(event.target.value))}
          >
            {SPEEDS.map((one) => (
              <option key={one} value={one}>
                {one}×
              </option>
            ))}
          </select>
        </span>
        <b className="replay-time">{formatMs(cursorMs, 3)}</b>
        <button
          type="button"
          className="button quiet icon"
          aria-label="End replay"
          title="End replay"
          onClick={() => closeReplay(store)}
        >
          <Icon name="close" />
        </button>
      </div>
      <input
        type="range"
        className="replay-slider"
        aria-label="Replay time"
        aria-valuetext={formatMs(cursorMs, 3)}
        min={0}
        max={endMs}
        step="any"
        value={Math.min(cursorMs, endMs)}
        onKeyDown={(event) => {
          const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
          if (by === undefined) return;
          event.preventDefault();
          const next = cursorMs + (by * endMs) / 100;
          store.getState().replay({ cursorMs: Math.min(endMs, Math.max(0, next)), playing: 0 });
        }}
        onChange={(event) => store.getState().replay({ cursorMs: Number(event.target.value), playing: 0 })}
      />
      <p className="replay-event">{place < 0 ? '\u00a0' : wordsOf(chosen, place)}</p>
      <div className="replay-of">
        <span className="select replay-section">
          <select
            aria-label="Replay of"
            value={chosen.engine.id}
            onChange={(event) => {
              chooseSection(event.target.value);
              store.getState().tracesChanged();
            }}
          >
            {sectionsOf(store.getState(), registry).map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
        </span>
      </div>
      <Standing shown={chosen} ms={own} pending={pendingIn(overlap, chosen)} />
    </section>
  );
}

/** Queue, lanes and results. */
function Standing({ shown, ms, pending }: { shown: ShownTrace; ms: number; pending: Pending }) {
  const { trace } = shown;
  const now = stateAt(trace, ms, MOST_NAMED, pending);
  const tasks = trace.scenario.tasks.length;
  const queue = now.queued + now.neverBegun.length;
  const queued = [
    ...Array.from(now.queue, (row) => nameOfRow(shown, row)),
    ...now.neverBegun.map(({ task, attempt }) => attemptName(shown.trace, task, attempt)),
  ];
  const latest = Array.from(now.latest, (row) => nameOfRow(shown, row)).reverse();
  const lanes = [...now.running].slice(0, MOST_LANES);
  return (
    <dl className="replay-state">
      <dt>Queue</dt>
      <dd>{queue === 0 ? 'empty' : `${formatCount(queue)}: ${listed(queued, queue)}`}</dd>
      {lanes.map((row, i) => (
        <LaneNow key={row} shown={shown} row={row} ms={ms} now={now} i={i} />
      ))}
      {now.running.length === 0 && (
        <>
          <dt>Running</dt>
          <dd>nobody</dd>
        </>
      )}
      {now.running.length > lanes.length && (
        <>
          <dt>Running</dt>
          <dd>
            {lanes.length} of {formatCount(now.running.length)} are listed
          </dd>
        </>
      )}
      <dt>Results</dt>
      <dd>
        {formatCount(now.results)} of {formatCount(tasks)}
        {latest.length > 0 && `${now.results > latest.length ? ', the latest' : ''}: ${latest.join(', ')}`}
      </dd>
    </dl>
  );
}

function LaneNow({ shown, row, ms, now, i }: { shown: ShownTrace; row: number; ms: number; now: Moment; i: number }) {
  const { lane, start } = shown.trace.spans.at;
  const cause = shown.trace.causes[now.waitsFor[i]!];
  const name = nameOfRow(shown, row);
  const place = laneName(shown, lane[row]!);
  const doing = cause ? `waits for ${whatOf(cause)}` : doingAt(shown, row, ms);
  return (
    <>
      <dt>{place ?? `task ${name}`}</dt>
      <dd>
        {place && `task ${name} `}
        {doing}, for {formatMs(ms - start[row]!, 3)} so far
      </dd>
    </>
  );
}

function doingAt({ trace }: ShownTrace, row: number, ms: number): string {
  let found: string | undefined;
  trace.eachSegment(row, (kind, from, to) => {
    if (from <= ms && !(to <= ms)) found = SEGMENT_KINDS[kind];
  });
  return found === 'cpu' ? 'computes' : found === 'sleep' ? 'sleeps' : 'runs';
}

/** The moment of the replay. While it plays, the component is told of it only every so often. */
function useCursor(): number | null {
  const { store } = useOverlap();
  const [cursorMs, setCursor] = useState(store.getState().cursorMs);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = () => {
      timer = undefined;
      setCursor(store.getState().cursorMs);
    };
    tell();
    const stop = store.subscribe((now, before) => {
      if (now.cursorMs === before.cursorMs) return;
      if (now.playing === 0) {
        clearTimeout(timer);
        tell();
      } else timer ??= setTimeout(tell, EVERY_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [store]);
  return cursorMs;
}
