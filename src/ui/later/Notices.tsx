/** The box over the page's lower edge. It waits while a run goes on: nothing may draw the eye from it, and nothing may end it. */
import { type ReactNode, useState, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import type { RunServed } from '../../kernel/live/tabs/guest.ts';
import { formatMs } from '../../scenario/duration.ts';
import type { Store } from '../../store/overlap.ts';
import { isProgramUnderWay } from '../../store/run/program-under-way.ts';
import type { Sent } from '../../store/share/sent-results.ts';
import { loadAgain } from '../../store/worker/again.ts';
import { copyText } from '../base/copy-text.ts';
import { Icon } from '../base/Icon.tsx';
import { allTold, putAway, subscribe, type Told } from './told.ts';
import './notices.css';

export function Notices({ store }: { store: Store }) {
  const told = useSyncExternalStore(subscribe, allTold);
  const busy = useStore(store, (state) => state.busy || state.run.kind === 'running' || state.run.kind === 'starting');
  return (
    <div className="notices" role="status">
      {!busy && told.map((one) => <Notice key={one.is} one={one} />)}
    </div>
  );
}

function Notice({ one }: { one: Told }) {
  const [waits, setWaits] = useState(false);
  switch (one.is) {
    case 'new version':
      return (
        <Box one={one} says={waits ? 'A program is running: the new version waits until it has ended.' : NEW_VERSION}>
          <Act onAct={() => (isProgramUnderWay() ? setWaits(true) : one.take())}>Reload</Act>
        </Box>
      );
    case 'not loaded':
      return (
        <Box one={one} says={navigator.onLine ? NOT_LOADED : OFFLINE}>
          <Act onAct={loadAgain}>Try again</Act>
          {navigator.onLine && <Act onAct={() => location.reload()}>Reload</Act>}
        </Box>
      );
    case 'sent':
      return <Box one={one} says={sentWords(one.sent)} />;
    case 'trouble':
      return (
        <Box one={one} says={`Something went wrong: ${one.report.message} Your scenario is kept.`}>
          <CopyReport text={one.report.text} />
        </Box>
      );
    case 'cannot work':
      return <Box one={one} says={CANNOT_WORK} />;
    case 'working':
      return (
        <div className="notice">
          <p>{workingWords(one.runs)}</p>
          <Act onAct={one.leave}>Stop</Act>
        </div>
      );
  }
}

function sentWords({ results, cores }: Sent): string {
  const where = cores === undefined ? '' : `, on ${cores} ${cores === 1 ? 'core' : 'cores'}`;
  const times = results.map(({ engine, ms }) => `${engine.title} ${formatMs(ms)}`).join(', ');
  return `Measured where this link was made${where}: ${times}. Run measures it here.`;
}

const NEW_VERSION = 'A new version of Overlap is there. Your scenario stays.';
const CANNOT_WORK =
  'This tab cannot be a worker for other tabs: a browser lets tabs know of each other only where the page comes over HTTPS, or from this computer.';
const OFFLINE = 'A part of the page could not be loaded: there is no network. Your scenario is kept.';
const NOT_LOADED =
  'A part of the page could not be loaded: the network failed, or a newer version is on the server. Your scenario is kept.';

function workingWords(runs: readonly RunServed[]): string {
  if (runs.length === 0) return 'This tab is a worker for other tabs. Run Celery in one of them.';
  const of = runs.map(({ engine, workers, busy, ended }) => {
    const count = (n: number, one: string, more: string) => `${n} ${n === 1 ? one : more}`;
    return `${engine}: ${busy} of ${count(workers, 'process', 'processes')} busy, ${count(ended, 'task', 'tasks')} ended`;
  });
  return `This tab is a worker for another tab. ${of.join('. ')}.`;
}

function Box({ one, says, children }: { one: Told; says: string; children?: ReactNode }) {
  return (
    <div className="notice">
      <p>{says}</p>
      {children}
      <button type="button" className="button quiet icon" aria-label="Close" onClick={() => putAway(one.is)}>
        <Icon name="close" />
      </button>
    </div>
  );
}

function Act({ onAct, children }: { onAct: () => void; children: ReactNode }) {
  return (
    <button type="button" className="button" onClick={onAct}>
      {children}
    </button>
  );
}

function CopyReport({ text }: { text: string }) {
  const [copied, setCopied] = useState(false);
  return <Act onAct={() => void copyText(text).then(setCopied)}>{copied ? 'Report copied' : 'Copy report'}</Act>;
}
