/** The lesson's tasks as a program for the real tool. It follows the control. */
import { languagesOf, programOf } from '../../code/program.ts';
import { engineById } from '../../engines/list.ts';
import { InputError } from '../../scenario/input-error.ts';
import { programHash } from '../../store/python/link.ts';
import { DEFAULT_OPTIONS } from '../../store/python/program.ts';
import { useApp } from '../base/use-overlap.ts';
import { useLesson } from './lesson-context.ts';

const NAMES = { python: 'Python', typescript: 'TypeScript' } as const;

export default function Code() {
  const { lesson, page } = useLesson();
  const scenario = useApp((state) => state.scenario);
  const [engine] = lesson.case.asked;
  const [language] = languagesOf(engine);
  const text = language && textOf(engine, scenario);
  // Packages are not installed there.
  const inThePage = language === 'python' && engineById(engine).group !== 'many machines';
  const title = page.all.find(({ id }) => id === engine)?.title ?? engine;
  return (
    <>
      <h2>
        {language ? `The same in ${NAMES[language]}` : title} <span>{engine}</span>
        {text && inThePage && (
          <a href={programHash({ files: [{ name: 'lesson.py', text }], options: DEFAULT_OPTIONS })}>Open in Python</a>
        )}
      </h2>
      {text ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it may scroll, so the keyboard must be able to reach it.
        <pre tabIndex={0}>{text}</pre>
      ) : (
        <p>There is no program for this one yet.</p>
      )}
    </>
  );
}

function textOf(engine: string, scenario: Parameters<typeof programOf>[1]): string | undefined {
  try {
    // What its head says stands in the lesson.
    return programOf(engine, scenario, { traced: false }).replace(/^(?:"""[\s\S]*?"""|\/\*\*[\s\S]*?\*\/)\s*/, '');
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}
