/**
 * A lesson that somebody made of notes: steps, each a scenario or a program in Python, how one looks at it, a text, and a question.
 * It comes from a link or a file, so everything in it is checked, and whatever is wrong is named by its place.
 */
import { expected } from '../scenario/expected.ts';
import { isPacked, readHash } from '../scenario/hash.ts';
import { InputError } from '../scenario/input-error.ts';

export const TAUGHT_FORMAT = 'overlap-lesson/1';

/** What a lesson may hold: characters, but for `steps`, `answers`, `hides`, `files` and `options`, which are counted. */
export const MOST = {
  steps: 40,
  title: 100,
  text: 2000,
  asks: 300,
  answers: 6,
  answer: 200,
  hides: 40,
  engine: 60,
  scenario: 20_000,
  /** All files of a program together. */
  program: 40_000,
  files: 20,
  options: 10,
  option: 40,
  look: 400,
} as const;

/** Characters of JSON that all of it can come to. */
export const MOST_JSON = 1_000_000;

export interface TaughtQuestion {
  readonly asks: string;
  /** One answer is shown when it is asked for; of several one is chosen. */
  readonly answers: readonly string[];
  /** The place of the right one. */
  readonly right: number;
}

/** What every step has. */
interface Words {
  /** How one looks at it, as at the end of a link: `&look=...`, or empty. */
  readonly look: string;
  /** Prose (`prose.ts`), without figures. A blank line begins a paragraph. */
  readonly text: string;
  readonly question?: TaughtQuestion;
}

/** What a step of tasks is about. */
export interface TaughtTasks {
  /** The scenario as the hash of a link, `#v1=...`, never packed: what holds the lesson is packed itself. */
  readonly scenario: string;
  /** Ids of the engines whose results are hidden until they are asked for. */
  readonly hides: readonly string[];
}

/** A program in Python. It is never run but by whoever reads the step, so what comes out of it is hidden until then. */
export interface TaughtProgram {
  /** The first one is run, the others can be imported. */
  readonly files: readonly (readonly [name: string, text: string])[];
  /** How it is run where that is not as usual: the members of a program's link, such as `clock` and `seed`. */
  readonly options: Readonly<Record<string, string | number | boolean>>;
}

export type TasksStep = Words & TaughtTasks;
export type ProgramStep = Words & { readonly program: TaughtProgram };
export type TaughtStep = TasksStep | ProgramStep;

/** What a step is about, without what is said of it. */
export type Subject = TaughtTasks | Pick<ProgramStep, 'program'>;

export const isOfProgram = (step: TaughtStep): step is ProgramStep => 'program' in step;

export interface TaughtLesson {
  readonly title: string;
  /** At least one. */
  readonly steps: readonly TaughtStep[];
}

/** What a file and a link hold: what says nothing is left out. */
export const taughtJson = ({ title, steps }: TaughtLesson): unknown => ({
  format: TAUGHT_FORMAT,
  title,
  steps: steps.map((step) => {
    const { look, text, question } = step;
    const hides = isOfProgram(step) ? [] : step.hides;
    return {
      ...(isOfProgram(step)
        ? { program: { files: step.program.files, ...step.program.options } }
        : { scenario: step.scenario }),
      ...(look && { look }),
      text,
      ...(hides.length > 0 && { hides }),
      ...(question && { question }),
    };
  }),
});

/**
 * Reads what a link or a file holds. Whether the notation of a scenario can be read, the step that shows it says; what a program is called
 * and how it is run, `store/teach/read-lesson.ts` checks.
 * @throws {InputError} that begins with the place: `lesson.steps[2].question.right: expected ...`
 */
export function readTaught(value: unknown): TaughtLesson {
  const lesson = objectAt(value, 'lesson', ['format', 'title', 'steps']);
  const { format } = lesson;
  if (format !== TAUGHT_FORMAT) {
    const version = typeof format === 'string' && /^overlap-lesson\/(\d{1,9})$/.exec(format)?.[1];
    if (version && Number(version) > 1)
      throw new InputError(`lesson.format: it was made by a newer version of Overlap (${version}, this page reads 1)`);
    throw expected('lesson.format', JSON.stringify(TAUGHT_FORMAT), format);
  }
  return {
    title: textAt(lesson.title, 'lesson.title', MOST.title),
    steps: listAt(lesson.steps, 'lesson.steps', MOST.steps, 1).map((step, i) => readStep(step, `lesson.steps[${i}]`)),
  };
}

function readStep(value: unknown, path: string): TaughtStep {
  const about = typeof value === 'object' && value !== null && 'program' in value ? OF_PROGRAM : OF_TASKS;
  const step = objectAt(value, path, about);
  const look = textAt(step.look ?? '', `${path}.look`, MOST.look);
  if (!/^(?:&look=[^&#]*)?$/.test(look)) throw expected(`${path}.look`, '&look=... or nothing', look);
  return {
    ...(about === OF_PROGRAM ? { program: readFiles(step.program, `${path}.program`) } : readTasks(step, path)),
    look,
    text: textAt(step.text, `${path}.text`, MOST.text),
    ...(step.question !== undefined && { question: readQuestion(step.question, `${path}.question`) }),
  };
}

const OF_TASKS = ['scenario', 'look', 'text', 'hides', 'question'];
const OF_PROGRAM = ['program', 'look', 'text', 'question'];

function readTasks(step: Record<string, unknown>, path: string): TaughtTasks {
  const scenario = textAt(step.scenario, `${path}.scenario`, MOST.scenario);
  checkScenario(scenario, `${path}.scenario`);
  return {
    scenario,
    hides: listAt(step.hides ?? [], `${path}.hides`, MOST.hides).map((id, i) =>
      textAt(id, `${path}.hides[${i}]`, MOST.engine),
    ),
  };
}

function readFiles(value: unknown, path: string): TaughtProgram {
  const { files, ...options } = objectAt(value, path);
  const read = listAt(files, `${path}.files`, MOST.files, 1).map((file, i): readonly [string, string] => {
    const at = `${path}.files[${i}]`;
    if (!Array.isArray(file) || file.length !== 2) throw expected(at, 'a name and a text', file);
    return [textAt(file[0], `${at}[0]`, MOST.title), textAt(file[1], `${at}[1]`, MOST.program)];
  });
  const length = read.reduce((sum, [, text]) => sum + text.length, 0);
  if (length > MOST.program)
    throw new InputError(`${path}.files: expected at most ${MOST.program} characters in all, found ${length}`);
  const entries = Object.entries(options);
  if (entries.length > MOST.options) throw expected(path, `files and at most ${MOST.options} options`, value);
  for (const [name, option] of entries) {
    if (typeof option === 'string') textAt(option, `${path}.${name.slice(0, MOST.option)}`, MOST.option);
    else if (typeof option !== 'number' && typeof option !== 'boolean')
      throw expected(`${path}.${name.slice(0, MOST.option)}`, 'a word, a number, true or false', option);
  }
  return { files: read, options: options as TaughtProgram['options'] };
}

/** A packed one could hold far more than it seems. */
function checkScenario(scenario: string, path: string): void {
  if (isPacked(scenario) || !/^#v1=[\w.~+;,:%&=-]*$/.test(scenario))
    throw expected(path, 'the hash of a link that is not packed, #v1=...', scenario);
  try {
    readHash(scenario, undefined);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(error.message.replace(/^hash/, path));
  }
}

function readQuestion(value: unknown, path: string): TaughtQuestion {
  const { asks, answers, right } = objectAt(value, path, ['asks', 'answers', 'right']);
  const read = listAt(answers, `${path}.answers`, MOST.answers, 1).map((answer, i) =>
    textAt(answer, `${path}.answers[${i}]`, MOST.answer),
  );
  const twice = read.findIndex((answer, i) => read.indexOf(answer) < i);
  if (twice >= 0) throw expected(`${path}.answers[${twice}]`, 'an answer that is not there yet', read[twice]);
  if (!Number.isInteger(right) || (right as number) < 0 || (right as number) >= read.length)
    throw expected(`${path}.right`, `a whole number from 0 to ${read.length - 1}`, right);
  return { asks: textAt(asks, `${path}.asks`, MOST.asks), answers: read, right: right as number };
}

/** `members`: all that it may have; left out: anything. */
function objectAt(value: unknown, path: string, members?: readonly string[]): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw expected(path, 'an object', value);
  const other = members && Object.keys(value).find((name) => !members.includes(name));
  if (other !== undefined)
    throw new InputError(`${path}: expected ${members?.join(', ')}, found ${other.slice(0, 40)}`);
  return value as Record<string, unknown>;
}

function textAt(value: unknown, path: string, most: number): string {
  if (typeof value !== 'string') throw expected(path, 'a text', value);
  if (value.length > most) throw new InputError(`${path}: expected at most ${most} characters, found ${value.length}`);
  return value;
}

function listAt(value: unknown, path: string, most: number, least = 0): readonly unknown[] {
  if (!Array.isArray(value) || value.length < least) throw expected(path, `a list of ${least} to ${most}`, value);
  if (value.length > most) throw new InputError(`${path}: expected at most ${most}, found ${value.length}`);
  return value;
}
