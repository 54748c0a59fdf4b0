/** Under the answer to a click on a lane: what can be broken there, and what that has cost so far. */
import { useEffect, useState } from 'react';
import type { LiveRun } from '../../kernel/live/live-run.ts';
import type { Blow } from '../../kernel/live/page/chaos.ts';
import { formatMs } from '../../scenario/duration.ts';
import { linkNow } from '../../store/draft/link-now.ts';
import { sectionsOf } from '../../store/state/sections.ts';
import { type Toll, tollOf } from '../../trace/queries/toll.ts';
import { announce } from '../base/Announcer.tsx';
import { useApp, useOverlap, useRevision } from '../base/use-overlap.ts';
import { laneName } from '../words/lane-name.ts';
import { type LiveTarget, liveOf, type Target, targetOf } from './subject.ts';
import { namedBy } from './victim.ts';
import { withFailures, withKill } from './write.ts';
import './break.css';

/** A slowed lane takes so many times as long. */
const SLOWER = 3;
/** Of all tasks, this share is to fail. */
const SHARE = 0.1;
/** Between two kills (ms). */
const EVERY_MS = 200;

export default function Break() {
  const overlap = useOverlap();
  useRevision();
  useApp((state) => state.selected);
  useApp((state) => state.idle);
  useApp((state) => state.cursorMs);
  const running = useApp((state) => state.run.kind === 'running');
  const target = targetOf(overlap);
  const live = running ? (liveTarget(target) ?? liveOf(overlap)) : undefined;
  if (!live && (!target || running)) return <Tolls />;
  return (
    <div className="break">
      <fieldset aria-label="Break">{live ? <Strike target={live} /> : <Write target={target!} />}</fieldset>
      <Tolls />
      {target && !target.live && <TollLine target={target} />}
    </div>
  );
}

const liveTarget = (target: Target | undefined): LiveTarget | undefined =>
  target?.live && { ...target, live: target.live };

interface Props {
  readonly target: Target;
}

/** In a run under way. */
function Strike({ target }: { readonly target: LiveTarget }) {
  const { engine, lane, trace, live } = target;
  const strike = (blow: Blow, says: string) => () => announce(live.strike(blow) ? says : 'There is nothing to hit now');
  return (
    <>
      {engine.lanes.mortal && lane !== undefined && (
        <StrikeLane
          name={laneName(engine.lanes, lane, trace)}
          lane={lane}
          many={engine.manyMachines !== undefined}
          strike={strike}
        />
      )}
      {engine.lanes.mortal && <EveryNow one={engine.lanes.one} live={live} />}
      {live.hasBroker && (
        <Act
          name="Drop a message"
          about="The next one from the broker to a worker is lost"
          act={strike({ kind: 'drop' }, 'The next message will be lost')}
        />
      )}
      {live.hasBroker && <OneMoreWorker />}
      <Act
        name={`Fail ${SHARE * 100} % of tasks`}
        about="Of the attempts that have not begun, drawn by chance"
        act={strike({ kind: 'fail', share: SHARE }, `${SHARE * 100} % of what has not begun will fail`)}
      />
    </>
  );
}

interface StrikeLaneProps {
  readonly name: string;
  readonly lane: number;
  readonly many: boolean;
  readonly strike: (blow: Blow, says: string) => () => void;
}

function StrikeLane({ name, lane, many, strike }: StrikeLaneProps) {
  return (
    <>
      <Act name={`Kill ${name} now`} act={strike({ kind: 'kill', lane }, `${name} was killed`)} />
      {many && (
        <Act name="Kill its host now" act={strike({ kind: 'kill host', lane }, `The host of ${name} was killed`)} />
      )}
      <Act
        name={`Slow ${name} down`}
        about={`From its next stretch on, ${name} takes ${SLOWER} times as long`}
        act={strike({ kind: 'slow', lane, by: SLOWER }, `${name} takes ${SLOWER} times as long from now on`)}
      />
    </>
  );
}

/** Kills one that works, drawn by chance, again and again, as long as it is pressed and the run goes on. */
function EveryNow({ one, live }: { readonly one: string; readonly live: LiveRun }) {
  const [on, setOn] = useState(false);
  useEffect(() => {
    if (!on) return;
    const timer = setInterval(() => live.strike({ kind: 'kill any' }), EVERY_MS);
    return () => clearInterval(timer);
  }, [on, live]);
  return (
    <button type="button" className="button" aria-pressed={on} onClick={() => setOn(!on)}>
      Kill a {one} every {EVERY_MS} ms
    </button>
  );
}

/** Where the scenario is predicted: it is written into the text. */
function Write({ target: { engine, lane, trace, atMs } }: Props) {
  const { store } = useOverlap();
  const mistake = useApp((state) => state.mistake !== null);
  const text = useApp((state) => state.draft.text);
  const name = laneName(engine.lanes, lane, trace);
  const task = engine.lanes.mortal ? namedBy(trace, lane, atMs) : undefined;
  const failing = withFailures(text, SHARE);
  const write = (next: string, says: string) => () => {
    store.getState().setText(next);
    announce(`${says}. Undo takes it back.`);
  };
  if (mistake) return null;
  const at = formatMs(atMs, 3);
  const kill = (whose: 'worker' | 'host', words: string) => (
    <Act
      name={`Kill ${words} at ${at}`}
      act={write(
        withKill(text, whose, trace.scenario.tasks[task!]!.id, atMs),
        `The scenario kills ${words} at ${at} now`,
      )}
    />
  );
  return (
    <>
      {task !== undefined && kill('worker', name)}
      {task !== undefined && engine.manyMachines && kill('host', 'its host')}
      {engine.manyMachines === 'Worker' && <OneMoreWorker />}
      {failing !== undefined && (
        <Act
          name={`Fail ${SHARE * 100} % of tasks`}
          act={write(failing, `${SHARE * 100} % of the tasks fail now`)}
          about="Adds it to each line of tasks"
        />
      )}
    </>
  );
}

/** Another tab joins runs of this one as a machine, at once and as long as it is open. */
function OneMoreWorker() {
  const draft = useApp((state) => state.draft);
  if (!navigator.locks) return null;
  return (
    <a
      className="button"
      href={`${linkNow(draft)}&look=worker`}
      target="_blank"
      rel="noopener"
      title="The new tab fetches messages from this one’s runs, as long as it is open"
    >
      Open a tab as one more worker
    </a>
  );
}

interface ActProps {
  readonly name: string;
  readonly about?: string;
  readonly act: () => void;
}

const Act = ({ name, about, act }: ActProps) => (
  <button type="button" className="button" title={about} onClick={act}>
    {name}
  </button>
);

/** Of each run in which something broke, or with which the page went on after a reload. */
function Tolls() {
  const overlap = useOverlap();
  const sections = sectionsOf(overlap.store.getState(), overlap.registry);
  return sections.map((engine) => {
    const { measured, live } = overlap.registry.of(engine.id);
    if (!measured || !(measured.facts.blows || measured.facts.earlier)) return null;
    return (
      <p key={engine.id} className="break-toll">
        {engine.title}: {tollWords(tollOf(measured, live === undefined))}
      </p>
    );
  });
}

/** What became of the tasks of a prediction, where something broke. */
function TollLine({ target: { trace } }: Props) {
  const toll = tollOf(trace, true);
  if (trace.facts.blows || trace.facts.earlier || toll.repeated + toll.failed + toll.lost === 0) return null;
  return <p className="break-toll">{tollWords(toll)}</p>;
}

function tollWords({ tasks, done, repeated, failed, lost }: Toll): string {
  const parts = [`${done} of ${tasks} tasks done`, `${repeated} repeated`];
  if (failed > 0) parts.push(`${failed} failed`);
  return `${[...parts, `${lost} lost`].join(', ')}.`;
}
