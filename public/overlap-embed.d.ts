/** Types of the element that overlap-embed.js defines. The interface in full is in docs/interface.md of Overlap. */

/** What a run came to. `measured`: it really ran in the reader's browser; otherwise it is predicted. Ms. */
interface OverlapEngineResult {
  readonly engine: string;
  readonly title: string;
  readonly makespanMs: number | null;
  readonly measured: boolean;
}

interface OverlapRunResult {
  /** `finished`, `cancelled` or `broken`; of a program `ended`, `raised`, `deadlock` or `stopped`. */
  readonly how: string;
  readonly results: readonly OverlapEngineResult[];
  /** What a program printed, the end of it. */
  readonly output?: string;
}

interface OverlapPredictQuery {
  readonly engine: string;
  readonly scenario?: unknown;
  readonly machine?: unknown;
  readonly as?: 'summary' | 'columns';
}

interface OverlapPlaygroundEvents {
  'overlap-ready': CustomEvent<Record<string, never>>;
  'overlap-change': CustomEvent<{ readonly link: string }>;
  'overlap-progress': CustomEvent<{ readonly engines: readonly string[]; readonly nowMs: number }>;
  'overlap-result': CustomEvent<OverlapRunResult>;
}

interface OverlapPlaygroundElement extends HTMLElement {
  load(x: string | object): Promise<unknown>;
  run(): Promise<OverlapRunResult | undefined>;
  cancel(): Promise<void>;
  scenario(): Promise<object>;
  link(): Promise<string>;
  traces(): Promise<Record<string, object>>;
  predict(query: OverlapPredictQuery): Promise<object>;
  addEventListener<K extends keyof OverlapPlaygroundEvents>(
    type: K,
    listener: (event: OverlapPlaygroundEvents[K]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(type: string, listener: EventListener, options?: boolean | AddEventListenerOptions): void;
}

interface HTMLElementTagNameMap {
  'overlap-playground': OverlapPlaygroundElement;
}
