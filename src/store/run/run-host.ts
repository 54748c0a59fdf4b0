/** What runs need of the page. */
import type { Machine } from '../../scenario/machine.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { RunState } from '../state/state.ts';
import type { Registry } from '../traces/registry.ts';

export interface RunHost {
  readonly registry: Registry;
  readonly cores: number;
  scenario(): Scenario;
  /** Ids of the engines chosen. */
  chosen(): readonly string[];
  setRun(run: RunState): void;
  /** The trace of an engine's run is in the registry. */
  begun(): void;
  /** A trace has changed: raises the revision, once a frame. */
  touch(): void;
  /** The same, at once. */
  show(): void;
  /** The machine that predictions assume: its Python runs, as far as it can. */
  machine(): Machine;
  /** Rounds of the burn loop a millisecond, if Calibrate has found them. */
  roundsPerMs(): number | undefined;
  /** Something begins or ends that nothing else may disturb. */
  busyChanged(): void;
}

/** What the live kernel is told of this computer. */
export const meansOf = ({ cores, roundsPerMs, machine }: RunHost) => ({
  cores,
  roundsPerMs: roundsPerMs(),
  python: machine(),
});
