/** Which Python: what differs between 3.11, 3.14 and 3.14t for the tasks and engines on the page, by prediction. Loaded when it is first asked for. */
import { useEffect, useRef, useState } from 'react';
import { formatMs } from '../../scenario/duration.ts';
import { BUILDS, type Build, onBuild, pythons, type Row, reasonOf, rowsOf } from '../../store/predict/which-python.ts';
import { comparison } from '../../store/runs/comparison.ts';
import { runHistory } from '../../store/runs/run-history.ts';
import { makespanIn } from '../../store/traces/makespan.ts';
import type { Trace } from '../../trace/trace.ts';
import { goToPanel } from '../base/go-to-panel.ts';
import { useApp, useOverlap } from '../base/use-overlap.ts';
import { whatOf } from '../marks/kinds.ts';
import { nameOf } from '../words/names-and-numbers.ts';
import './which-python.css';

export default function WhichPython({ onClose }: { onClose: () => void }) {
  const page = useOverlap();
  const dialog = useRef<HTMLDialogElement>(null);
  const rows = useRows();
  const wanted = pythons(page.store.getState().draft.engines).length;
  const { python = '', gil = true } = useApp((state) => state.assumed.machine);
  const now = BUILDS.findIndex(({ knobs }) => (python || '3.11').startsWith(knobs.python) && knobs.gil === gil);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const close = () => dialog.current?.close();
  const compare = ({ engine }: Row, trace: Trace, { name }: Build) => {
    const history = runHistory(page);
    history.keep([trace]);
    const { id } = history.store.getState().runs[0]!;
    history.rename(id, `CPython ${name}`);
    const session = comparison(page);
    session.choose({ a: `predicted ${engine.id}`, b: `${id} ${engine.id}`, align: 'zero', task: null });
    const { a, b } = session.pair();
    if (a && b) session.show({ a, b });
    close();
    goToPanel(page.store, 'compare');
  };
  const use = (build: Build) => {
    const { draft, loadDraft } = page.store.getState();
    loadDraft(onBuild(draft, build));
    close();
  };
  return (
    <dialog ref={dialog} className="dialog which-python" aria-labelledby="which-python-title" onClose={onClose}>
      <div className="which-head">
        <h2 id="which-python-title">Which Python?</h2>
        <button type="button" className="button" onClick={close}>
          Close
        </button>
      </div>
      <p>
        How long these tasks take on each, by prediction. 3.14t is free-threaded: it has no GIL. A time leads to its
        comparison with the Python on the page.
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">Engine</th>
            {BUILDS.map((build, i) => (
              <th key={build.name} scope="col" data-now={i === now || undefined}>
                {i === now ? (
                  `${build.name}, now`
                ) : (
                  <button type="button" className="link" aria-label={`Use ${build.name}`} onClick={() => use(build)}>
                    Use {build.name}
                  </button>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.engine.id}>
              <th scope="row">{nameOf(row.engine)}</th>
              {row.traces.map((trace, i) => (
                <td key={BUILDS[i]!.name} data-now={i === now || undefined}>
                  {trace === undefined ? (
                    '–'
                  ) : i === now ? (
                    timeOf(trace)
                  ) : (
                    <button
                      type="button"
                      className="link"
                      aria-label={`Compare ${row.engine.title} on ${BUILDS[i]!.name}, ${timeOf(trace)}`}
                      onClick={() => compare(row, trace, BUILDS[i]!)}
                    >
                      {timeOf(trace)}
                    </button>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <div className="which-says" aria-live="polite">
        {rows.length < wanted ? <p>Predicting…</p> : <Says rows={rows} />}
      </div>
    </dialog>
  );
}

/** Why they differ, a sentence an engine. */
function Says({ rows }: { rows: readonly Row[] }) {
  const said = rows.flatMap((row) => {
    const reason = reasonOf(row);
    if (!reason) return [];
    const { fastest, cause, ms } = reason;
    return [
      `${row.engine.title}: on ${BUILDS[fastest]!.name} its tasks wait ${formatMs(ms)} less for ${whatOf(cause)}, all together.`,
    ];
  });
  if (said.length === 0) return <p>For these tasks it makes no difference which Python it is.</p>;
  return said.map((words) => <p key={words}>{words}</p>);
}

/** The rows that are worked out so far. */
function useRows(): readonly Row[] {
  const { store, cores } = useOverlap();
  const [rows, setRows] = useState<readonly Row[]>([]);
  useEffect(() => {
    const abort = new AbortController();
    const { draft, scenario, assumed } = store.getState();
    const here = assumed.kind === 'here' ? assumed.machine : undefined;
    const work = async () => {
      for await (const row of rowsOf({ draft, scenario, here, cores }, abort.signal))
        if (!abort.signal.aborted) setRows((before) => [...before, row]);
    };
    work().catch((error) => {
      if (!abort.signal.aborted) throw error;
    });
    return () => abort.abort();
  }, [store, cores]);
  return rows;
}

function timeOf(trace: Trace): string {
  const ms = makespanIn(trace);
  if (Number.isNaN(ms)) return `> ${formatMs(trace.facts.cutOffMs!, 3)}`;
  return ms === Number.POSITIVE_INFINITY ? 'hangs' : formatMs(ms, 3);
}
