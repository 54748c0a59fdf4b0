/** What is said of a stretch of a program's lane: in the tooltip. */
import { formatMs } from '../../../scenario/duration.ts';
import { formatRange } from '../../../scenario/format-range.ts';
import type { ProgramRecord } from '../../../store/traces/program-record.ts';
import { doing, kindOf } from '../../words/program-doing.ts';
import { lengthWords, momentWords } from '../../words/program-times.ts';
import type { MarkName } from '../model/mark-name.ts';
import { BARE, type Description } from './row.ts';

const MARKS: Readonly<Record<ReturnType<typeof kindOf>, MarkName>> = {
  computing: 'computing',
  sleeping: 'sleeping',
  place: 'place',
  compute: 'compute',
  others: 'others',
  failed: 'failed',
};

export function describeStretch(record: ProgramRecord, lane: number, ms: number): Description {
  const { lanes, things, clock } = record;
  const own = lanes[lane];
  const stretch = record.stretchAt(lane, ms);
  const title = own?.name ?? `lane ${lane + 1}`;
  const several = new Set(lanes.map(({ process }) => process.pid)).size > 1;
  const where = several && own ? ` in ${own.process.name}` : '';
  if (!stretch) return { ...BARE, title, doing: '', rows: [] };
  const rows: [string, string][] = [];
  if (stretch.at) rows.push(['line', String(stretch.at.line)]);
  else rows.push(['line', 'in a library']);
  if (stretch.state === 'waiting' && stretch.call) rows.push(['in', stretch.call]);
  const lengthMs = stretch.toMs - stretch.fromMs;
  rows.push([
    'from',
    clock === 'steps' ? momentWords(stretch.fromMs, clock) : formatRange(stretch.fromMs, stretch.toMs),
  ]);
  if (stretch.state === 'computing' && stretch.cpuMs < (stretch.toMs - stretch.fromMs) * 0.995)
    rows.push(['computed', formatMs(stretch.cpuMs, 3)]);
  if (stretch.state === 'waiting' && stretch.by !== undefined && lanes[stretch.by])
    rows.push(['ended by', lanes[stretch.by]!.name]);
  const end = record.ends.get(lane);
  if (end && end.outcome !== 'ok') rows.push(['outcome', end.error?.split('\n')[0] ?? end.outcome]);
  return {
    title,
    where,
    mark: MARKS[kindOf(stretch)],
    doing: doing(stretch, things, lanes),
    length: clock === 'steps' ? lengthWords(lengthMs, clock) : formatMs(lengthMs, 3),
    rows,
  };
}
