/**
 * The form of a lesson. It is data: the case that is run, a question before, a reason after, one thing to change.
 *
 * Texts are prose (`prose.ts`): `**bold**`, `` `code` ``, `[[word]]` for a card of the glossary, and `{measure}` (`measure.ts`) for a
 * figure of the prediction. Questions have no answer of their own either: each option says by a condition when it is the right one.
 */
import type { Knobs } from '../scenario/scenario.ts';
import type { TinyRow } from './tiny.ts';

/** What an engine is called in a lesson, where that says more than its own name. */
export interface Called {
  readonly title: string;
  readonly holds?: string;
  /** What a lane is called, one and many: `desk`, `desks`. */
  readonly lane?: readonly [one: string, many: string];
}

/** Members of a machine (`Machine`, or an engine's own costs). */
export type MachineParts = Readonly<Record<string, number | string | boolean>>;

/** A set of tasks on engines of the playground. */
export interface TasksCase {
  readonly kind: 'tasks';
  /** Task notation. */
  readonly text: string;
  readonly knobs: Knobs;
  /** What predictions assume beside two cores, so that the lesson's figures are the same everywhere: costs (ms), the version of Python. */
  readonly costs?: MachineParts;
  /** Whether every task is shown by itself first, as long as it takes alone. */
  readonly alone?: string;
  /** Ids of engines that are seen from the beginning, predicted. */
  readonly beside: readonly string[];
  /** Ids of the engines that are asked about: hidden until there is a guess, then run. The first is what measures mean. */
  readonly asked: readonly [string, ...string[]];
  /** By the engine's id. */
  readonly called?: Readonly<Record<string, Called>>;
}

/** One of the answers that can be chosen. */
export interface Option {
  readonly says: string;
  /** A condition on the prediction; of all options of a question exactly one holds. */
  readonly when: string;
}

export type Ask =
  /** A moment, dragged to on the time axis. `of` is a measure, `fromMs` where the handle stands first. */
  | { readonly kind: 'time'; readonly question: string; readonly of: string; readonly fromMs: number }
  | { readonly kind: 'choice'; readonly question: string; readonly options: readonly Option[] };

/** What can be changed within the sentence. */
export type Control =
  | {
      readonly kind: 'number';
      readonly knob: string;
      readonly name: string;
      readonly min: number;
      readonly max: number;
    }
  | {
      readonly kind: 'choice';
      readonly knob: string;
      readonly name: string;
      readonly values: readonly { readonly value: string | number; readonly says: string }[];
    }
  /** Other tasks: in measures, `@text=1` is the second of these texts. The first is the lesson's own. */
  | {
      readonly kind: 'text';
      readonly name: string;
      readonly values: readonly { readonly text: string; readonly says: string }[];
    }
  /** Another machine: in measures, `@machine=1` is the second of these. The first is the lesson's own. */
  | {
      readonly kind: 'machine';
      readonly name: string;
      readonly values: readonly { readonly machine: MachineParts; readonly says: string }[];
    };

interface Head {
  /** In addresses; it never changes. */
  readonly id: string;
  readonly title: string;
  /** What the list of lessons says of it: a claim in a sentence, which gives no answer away. */
  readonly claim: string;
  /** The section of the article that it follows. */
  readonly article?: string;
  /** Whether the tour does without it: it goes further into the lesson before it in the list, which leads to it (`tour.ts`). */
  readonly isAside?: true;
  /** A small picture for the list. */
  readonly tiny: readonly TinyRow[];
}

/** A lesson about a set of tasks. */
export interface Lesson extends Head {
  readonly case: TasksCase;
  readonly guess: { readonly says: readonly string[]; readonly asks: Ask };
  readonly why: {
    readonly head: string;
    readonly says: readonly string[];
    /** The bar that the sentence is about. */
    readonly looksAt: { readonly engine?: string; readonly task: string };
    /** Why the nearest wrong answer is wrong. */
    readonly not?: { readonly head: string; readonly says: string };
  };
  readonly change: {
    /** Has `{control}` in it, and measures, which are of what is chosen. */
    readonly says: string;
    readonly control: Control;
    readonly notice: readonly string[];
    readonly asks: { readonly question: string; readonly options: readonly Option[] };
    readonly takeAlong: string;
  };
  /** Conditions that must hold: what the lesson teaches, said in figures. */
  readonly claims: readonly string[];
  /**
   * What a run in the browser shows, too, on any computer: counts, orders, and bounds that only a wrong rule misses.
   * `text`: shorter tasks of the same kind, where the lesson's own take long.
   */
  readonly live?: { readonly text?: string; readonly holds: readonly string[] };
}

/** A lesson about a program in Python, which CPython runs in the page. */
export interface ProgramLesson extends Head {
  /** The program, and others that can be chosen in its place; what is said of each is its place in the sentence of the change. */
  readonly programs: readonly [ProgramText, ...ProgramText[]];
  readonly guess: { readonly says: readonly string[]; readonly question: string; readonly options: readonly Outcome[] };
  readonly why: {
    readonly head: string;
    readonly says: readonly string[];
    /** The line that the sentence is about, as the first of the programs has it: its stretches stand out in the lanes. */
    readonly looksAt: string;
    readonly not?: { readonly head: string; readonly says: string };
  };
  readonly change: {
    /** Has `{control}` and `{outcome}` in it. */
    readonly says: string;
    /** What the control is called. */
    readonly name: string;
    readonly notice: readonly string[];
    readonly asks: { readonly question: string; readonly options: readonly Outcome[] };
    readonly takeAlong: string;
  };
}

export interface ProgramText {
  readonly says: string;
  readonly text: string;
  /** What CPython makes of it, as a test in the browser sees it: the last line that it prints, or `deadlock`. */
  readonly comesOut: string;
}

/** An answer, which is right where a program (0 is the first) comes out so. */
export interface Outcome {
  readonly says: string;
  readonly of: number;
  readonly comesOut: string;
}

export type AnyLesson = Lesson | ProgramLesson;

export const isProgram = (lesson: AnyLesson): lesson is ProgramLesson => 'programs' in lesson;

/** The place of the answer that is right; -1 where none is. */
export const rightOutcome = ({ programs }: ProgramLesson, options: readonly Outcome[]): number =>
  options.findIndex(({ of, comesOut }) => programs[of]?.comesOut === comesOut);
