/** What the reason panel says, as data. Every state of the page has something to say, so the panel is never empty. */
import type { EngineFacts } from '../../engines/facts.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { Band, State } from '../../store/state/state.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Sentence } from '../words/sentence.ts';
import type { Stretch } from './life.ts';

export interface LabelledStretch extends Stretch {
  /** Under the line: `for a permit`, `slept, as asked`. */
  readonly label: string;
}

/** A change that would make it faster, and the button that makes it. */
export interface Proposal {
  /** `A fourth worker: 5.00 s → 4.00 s, by prediction.` */
  readonly says: Sentence;
  readonly workers: number;
}

export interface Reason {
  readonly title: string;
  /** On the title's right: which engine. */
  readonly about?: string;
  readonly says: readonly Sentence[];
  readonly line?: readonly LabelledStretch[];
  /** What the whole line stands for, if more than its stretches. */
  readonly lineMs?: number;
  /** In a quieter colour, below. */
  readonly notes?: readonly Sentence[];
  readonly proposal?: Proposal;
}

/** An engine with what is known of it. */
export interface Subject {
  readonly engine: EngineFacts;
  /** The whole prediction; undefined while there is none, and where it was cut off. */
  readonly predicted: Trace | undefined;
  /** The prediction was too much work and goes up to here only (ms). */
  readonly cutOffMs?: number | undefined;
  /** Only if it is of the scenario on the page. */
  readonly measured: Trace | undefined;
  /** The last run, where only a knob was moved since. */
  readonly last?: Trace | undefined;
  /** Over a hundred seeds, where that is known and the prediction depends on it. */
  readonly band?: Band | undefined;
  /** Of an opened run: the predicted makespan (ms) of a For loop over its own scenario. */
  readonly sequentialMs?: number | undefined;
}

/** All that reasons are made from. */
export interface Known {
  readonly state: Pick<
    State,
    'run' | 'lastRun' | 'notice' | 'selected' | 'idle' | 'scenario' | 'machineName' | 'mistake'
  >;
  readonly scenario: Scenario;
  /** The engines shown, in order. */
  readonly subjects: readonly Subject[];
  /** The opened runs, in order: sections of scenarios and machines of their own. */
  readonly opened?: readonly Subject[];
  /** Predicted makespan (ms) of For loop. */
  readonly sequentialMs: number;
  /** Measured makespan of For loop, if it ran. */
  readonly sequentialMeasuredMs: number | undefined;
  /** Predicted makespan with another pool size; undefined where that is not known. */
  readonly whatIf: (engine: string, workers: number) => number | undefined;
}
