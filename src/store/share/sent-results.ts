/**
 * What was measured where a link was made, at its end beside how one looks: `ran:web-workers=5003,async-pool=5010;on:8` (ms, and cores of
 * that browser). It is shown as the sender's, never as a run of this page.
 */
import type { EngineFacts } from '../../engines/facts.ts';
import { ENGINES } from '../../engines/list.ts';
import { isDisturbed } from '../../trace/trace.ts';
import { enginesOf } from '../state/chosen-engines.ts';
import type { State } from '../state/state.ts';
import type { Registry } from '../traces/registry.ts';

/** More engines than this are left out. */
const MOST = 8;

/** How long the page's own run of the scenario on the page took (ms), by engine: runs that ended by themselves. */
export function resultsOf({ draft }: Pick<State, 'draft'>, registry: Registry): readonly Result[] {
  return enginesOf(draft.engines).flatMap((engine) => {
    const { measured } = registry.of(engine.id);
    const whole = measured && measured.facts.stoppedMs === undefined && !isDisturbed(measured.facts);
    return whole && Number.isFinite(measured.totalMs) ? [{ engine, ms: measured.totalMs }] : [];
  });
}

export interface Result {
  readonly engine: Pick<EngineFacts, 'id' | 'title'>;
  readonly ms: number;
}

/** Parts of a link's end; none where nothing was measured. */
export function sentParts(results: readonly Result[], cores: number): string[] {
  if (results.length === 0) return [];
  const ran = results.slice(0, MOST).map(({ engine, ms }) => `${engine.id}=${Math.round(ms * 10) / 10}`);
  return [`ran:${ran.join(',')}`, `on:${cores}`];
}

export interface Sent {
  readonly results: readonly Result[];
  readonly cores: number | undefined;
}

/** What a link says that was measured; undefined where it says nothing of it. What cannot be read is left out. */
export function sentIn(hash: string): Sent | undefined {
  const end = /&look=([^&]*)$/.exec(hash)?.[1] ?? '';
  const part = (name: string) =>
    end
      .split(';')
      .find((one) => one.startsWith(`${name}:`))
      ?.slice(name.length + 1) ?? '';
  const results = part('ran')
    .split(',')
    .slice(0, MOST)
    .flatMap((one) => {
      const [, id, ms] = /^([\w.-]{1,60})=(\d{1,9}(?:\.\d)?)$/.exec(one) ?? [];
      const engine = ENGINES.find((known) => known.id === id);
      return engine ? [{ engine, ms: Number(ms) }] : [];
    });
  if (results.length === 0) return undefined;
  const cores = /^\d{1,3}$/.test(part('on')) ? Number(part('on')) : undefined;
  return { results, cores };
}
