/** The plan of a Spark job: its stages, what each does, and what must be written before the next may begin; a stage leads to its time on the lanes. */
import { useMemo } from 'react';
import { stagesOf } from '../../engines/spark/stages.ts';
import { formatCount } from '../../scenario/count.ts';
import { formatMs } from '../../scenario/duration.ts';
import { useApp, useOverlap, useRevision } from '../base/use-overlap.ts';
import { around } from '../panels/go-to.ts';
import { nameOfStage, type StageFigures, stageFigures } from '../panels/monitor/stages.ts';
import { BOX, placed, stepsOf } from './place.ts';
import './plan.css';

const WIDTH = 168;
/** A plan of more stages than this is no picture any more: the monitor has them as a table. */
const MOST = 24;

export default function Plan() {
  const { registry } = useOverlap();
  const scenario = useApp((state) => state.scenario);
  const cursorMs = useApp((state) => state.cursorMs);
  const look = useApp((state) => state.look);
  const revision = useRevision();
  const stages = useMemo(() => stagesOf(scenario), [scenario]);
  const plan = useMemo(() => placed(stages, WIDTH), [stages]);
  const { measured, predicted } = registry.of('spark');
  const trace = measured ?? predicted;
  const figures = useMemo(() => {
    void revision;
    if (!trace || trace.scenario.tasks.length !== scenario.tasks.length) return [];
    return stageFigures(trace, cursorMs ?? Number.POSITIVE_INFINITY);
  }, [trace, scenario, cursorMs, revision]);
  if (stages.length < 2 || stages.length > MOST) return null;
  const jobs = new Set(stages.map(({ job }) => job)).size;
  return (
    <section className="plan" aria-label="Spark's plan">
      <h3>
        Plan <small>{jobs > 1 ? `${formatCount(jobs)} jobs` : 'lazy until collect'}</small>
      </h3>
      <div className="plan-graph" style={{ width: WIDTH, height: plan.height }}>
        <svg width={WIDTH} height={plan.height} aria-hidden="true">
          {plan.lines.map(({ from, to }) => (
            <path
              key={`${from.stage.id} ${to.stage.id}`}
              d={`M${from.x + from.width / 2} ${from.y + BOX.height} L${to.x + to.width / 2} ${to.y - 1}`}
            />
          ))}
          {plan.boxes
            .filter(({ stage }) => stage.children.length === 0)
            .map(({ stage, x, y, width }) => (
              <path key={stage.id} d={`M${x + width / 2} ${y + BOX.height} v12`} />
            ))}
        </svg>
        {plan.boxes.map(({ stage, x, y, width }) => {
          const its = figures.find((one) => one.stage.id === stage.id);
          const about = its && !Number.isNaN(its.toMs) ? { fromMs: its.fromMs, toMs: its.toMs } : undefined;
          return (
            <button
              key={stage.id}
              type="button"
              className="plan-stage"
              data-standing={standing(its, stage.tasks.length)}
              style={{ left: x, top: y, width, height: BOX.height }}
              title={about ? 'Show its time on the lanes' : undefined}
              onClick={() => about && look({ view: around(about, 0) })}
            >
              <b>Stage {nameOfStage(stage)}</b>
              <span>{says(its, stage.tasks.length)}</span>
              {width > 120 && stepsOf(stage).map((step) => <small key={step}>{step}</small>)}
            </button>
          );
        })}
        {plan.boxes
          .filter(({ stage }) => stage.children.length === 0)
          .map(({ stage, x, y, width }) => (
            <span key={stage.id} className="plan-end" style={{ left: x, top: y + BOX.height + 12, width }}>
              collect
            </span>
          ))}
      </div>
      <p>A stage begins when all before it has been written.</p>
    </section>
  );
}

function standing(its: StageFigures | undefined, tasks: number): string {
  if (!its || (its.done === 0 && its.running === 0)) return 'waits';
  return its.done < tasks ? 'runs' : 'done';
}

function says(its: StageFigures | undefined, tasks: number): string {
  const parts = `${formatCount(tasks)} ${tasks === 1 ? 'part' : 'parts'}`;
  if (!its) return parts;
  if (its.done < tasks && its.running > 0) return `${formatCount(its.done)} of ${parts} done`;
  return Number.isNaN(its.toMs) ? parts : `${parts} · ${formatMs(its.toMs - its.fromMs)}`;
}
