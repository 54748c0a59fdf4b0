/** The key of the marks that occur in the sections that are shown, and of no others. */
import type { EngineFacts } from '../../engines/facts.ts';
import { useApp, useOverlap, useRevision } from '../base/use-overlap.ts';
import { occurring } from '../timeline/model/occurring.ts';
import { Key } from '../timeline/parts/Key.tsx';

interface Props {
  readonly engines: readonly EngineFacts[];
  readonly narrow: boolean;
}

export function MarksKey({ engines, narrow }: Props) {
  const { registry } = useOverlap();
  useRevision();
  const before = useApp((state) => state.lastRun !== null);
  const traces = engines.flatMap(({ id }) => {
    const { predicted, measured } = registry.of(id);
    return [predicted, measured].flatMap((trace) => (trace && !Number.isNaN(trace.totalMs) ? [trace] : []));
  });
  return <Key plain={narrow} marks={new Set([...occurring(traces), 'predicted', ...(before ? ['last'] : [])])} />;
}
