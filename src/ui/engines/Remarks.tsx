/** What one should know of this computer and browser before believing a measurement. */
import { haveLocks } from '../../kernel/virtual/late-parts.ts';
import { minorOf } from '../../scenario/machine.ts';
import { HOW_TO_ISOLATE, liveness, meansHere } from '../../store/machine/liveness.ts';
import { isIn } from '../../store/predict/which-python.ts';
import { crowded, enginesOf, liveOf, sleepsShort } from '../../store/state/chosen-engines.ts';
import { useApp, useOverlap } from '../base/use-overlap.ts';

export default function Remarks() {
  const { cores } = useOverlap();
  const scenario = useApp((state) => state.scenario);
  const chosen = useApp((state) => state.draft.engines);
  const workers = crowded(chosen, scenario, cores);
  const means = meansHere();
  const machine = useApp((state) => state.assumed.machine);
  const { gil, contendedMs } = machine;
  const tooNew = enginesOf(chosen).find((engine) => !isIn(engine, machine));
  const freeButDearer =
    gil === false &&
    contendedMs !== 0 &&
    haveLocks(scenario.tasks) &&
    liveOf(chosen).some(({ lanes }) => lanes.cpu === 'gil');
  const foretold = enginesOf(chosen).filter((engine) => liveness(engine, means) !== true);
  const locked = foretold.filter(({ lanes }) => lanes.cpu === 'gil');
  if (locked.length > 0) {
    const who = locked.length === 1 ? `${locked[0]!.title} is` : 'Engines with a GIL are';
    return (
      <p className="engines-remark">
        {who} predicted only: that lock needs shared memory. To get it, {HOW_TO_ISOLATE}.
      </p>
    );
  }
  if (foretold.length > 0) {
    const [{ title }] = foretold as [(typeof foretold)[0]];
    const who = foretold.length === 1 ? `${title} is` : `${title} and ${foretold.length - 1} more are`;
    return <p className="engines-remark">{`${who} predicted only: ${liveness(foretold[0]!, means)}.`}</p>;
  }
  if (tooNew)
    return (
      <p className="engines-remark">{`${tooNew.title} came with Python 3.${tooNew.since}: 3.${minorOf(machine)} has none.`}</p>
    );
  if (freeButDearer)
    return (
      <p className="engines-remark">
        Live, a lock that others wait for costs no more than a free one. Without a GIL CPython’s does.
      </p>
    );
  const onPage = liveOf(chosen).some(({ lanes }) => lanes.cpu === 'loop');
  if (workers !== undefined) {
    const own = cores === 1 ? 'one core' : `${cores} cores`;
    return <p className="engines-remark">{`${workers} workers share this computer’s ${own} while they compute.`}</p>;
  }
  if (onPage && sleepsShort(scenario))
    return (
      <p className="engines-remark">Sleeps under 4 ms may take longer on the page: browsers hold back such timers.</p>
    );
  return null;
}
