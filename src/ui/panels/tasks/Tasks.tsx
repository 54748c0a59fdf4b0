/** All attempts as a table: sorted, filtered, and each row a way to its place in the timeline. */
import { useDeferredValue, useMemo, useState } from 'react';
import { formatCount } from '../../../scenario/count.ts';
import { InputError } from '../../../scenario/input-error.ts';
import { endOf } from '../../../trace/ends.ts';
import { matchesOf } from '../../../trace/queries/find.ts';
import { parseQuery, type Query } from '../../../trace/queries/query.ts';
import { useLayout } from '../../base/use-media.ts';
import { useApp, useOverlap } from '../../base/use-overlap.ts';
import { useTimeline } from '../../timeline/parts/use-timeline.ts';
import { goTo } from '../go-to.ts';
import { PanelTools } from '../PanelTools.tsx';
import { SectionPicker } from '../SectionPicker.tsx';
import { useSections, useShown } from '../sections.ts';
import { columnsFor } from './columns.ts';
import { TaskTable } from './TaskTable.tsx';
import { type Place, TaskData } from './task-data.ts';
import '../panels.css';
import './task-table.css';

const ROW = { wide: 24, middle: 24, narrow: 36 };
/** While a run goes on, the table is made anew at most so often (ms). */
const EVERY_MS = 500;

export default function Tasks() {
  const { store } = useOverlap();
  const timeline = useTimeline();
  const layout = useLayout();
  const { engines, id } = useSections();
  const query = useApp((state) => state.query);
  const selected = useApp((state) => state.selected);
  const look = useApp((state) => state.look);
  const [all, setAll] = useState(false);
  const [byCause, setByCause] = useState(false);

  const asked = useMemo(() => engines.filter((engine) => all || engine.id === id), [engines, all, id]);
  const sections = useShown(asked, EVERY_MS);
  const data = useMemo(() => new TaskData(sections), [sections]);
  const columns = useMemo(() => columnsFor(data, byCause), [data, byCause]);
  const [wanted, mistake] = useMemo(() => read(query, data), [query, data]);
  const looked = useDeferredValue(wanted);
  const rows = useMemo(() => data.rows(looked && (({ trace }) => matchesOf(trace, looked).rows)), [data, looked]);

  const select = ({ section, row }: Place) => {
    const { task, attempt, start } = section.trace.spans.at;
    const selection = { engine: section.engine.id, task: task[row]!, attempt: attempt[row]! };
    const where = { fromMs: section.shiftMs + start[row]!, toMs: section.shiftMs + endOf(section.trace, row) };
    goTo(store, timeline.current, { selected: selection, idle: null }, where);
  };
  const count = countOf(rows.length, data);
  return (
    <section className="task-table" aria-label="Tasks as a table">
      <PanelTools>
        <SectionPicker all={{ chosen: all, choose: setAll }} />
      </PanelTools>
      <div className="panel-bar">
        <input
          className="field task-table-find"
          aria-label="Find tasks"
          placeholder="Find: failed, > 200 ms, top 10 by wait"
          spellCheck={false}
          autoComplete="off"
          value={query}
          aria-invalid={mistake !== undefined}
          aria-describedby="task-table-says"
          onChange={({ target: { value } }) => look({ query: value })}
        />
        <label className="panel-check">
          <input type="checkbox" checked={byCause} onChange={({ target }) => setByCause(target.checked)} />
          Wait by cause
        </label>
        <p id="task-table-says" className="panel-says" role="status">
          {mistake ?? count}
        </p>
      </div>
      <TaskTable
        data={data}
        columns={columns}
        rows={rows}
        name={`Tasks, ${count}`}
        rowHeight={ROW[layout]}
        selected={selected}
        onSelect={select}
      />
    </section>
  );
}

/** The query, or what is wrong with it; nothing where nothing is looked for. */
function read(text: string, { sections }: TaskData): readonly [query: Query | undefined, mistake: string | undefined] {
  if (text.trim() === '') return [undefined, undefined];
  try {
    return [parseQuery(text, [...new Set(sections.flatMap(({ trace }) => trace.causes))]), undefined];
  } catch (error) {
    if (error instanceof InputError) return [undefined, error.message];
    throw error;
  }
}

/** `12 of 5,000 tasks, predicted`: attempts, where any task was tried again. */
function countOf(shown: number, { total, sections }: TaskData): string {
  const again = sections.some(({ trace }) => trace.spans.length > trace.scenario.tasks.length);
  const what = again ? 'attempts' : total === 1 ? 'task' : 'tasks';
  const source = sections.every(({ measured }) => !measured) ? ', predicted' : '';
  return `${formatCount(shown)} of ${formatCount(total)} ${what}${source}`;
}
