/** All lessons as cards, how far one is, and the other ways on. */
import type { AnyLesson } from '../../learn/lesson.ts';
import { CHAPTERS } from '../../learn/list.ts';
import { asidesOf, numberedTitle, TOUR } from '../../learn/tour.ts';
import { WORDS as CARDS } from '../../learn/words.ts';
import { TEACH, WHICH, WORDS } from '../../store/learn/place.ts';
import { hashOfStep } from '../../store/learn/step-hash.ts';
import { Icon } from '../base/Icon.tsx';
import { useApp } from '../base/use-overlap.ts';
import { Frame } from '../frame/Frame.tsx';
import { Tiny } from './Tiny.tsx';
import { useProgress } from './use-progress.ts';
import './contents.css';

/** Minutes that a lesson takes. */
const MINUTES = 3;

export function Contents({ missing }: { readonly missing?: string }) {
  const setMode = useApp((state) => state.setMode);
  const done = useProgress((state) => state.done);
  const clear = useProgress((state) => state.clear);
  const count = TOUR.filter(({ id }) => done.includes(id)).length;
  const next = TOUR.find(({ id }) => !done.includes(id));
  const pane = (
    <div className="ln-contents-pane">
      <section>
        <h2>Learn by guessing</h2>
        <p>Lessons of about {MINUTES} minutes. You guess, it runs, you see why, you change one thing.</p>
        {missing !== undefined && <p className="ln-missing">There is no lesson “{missing}”. Here are all there are.</p>}
        <progress max={TOUR.length} value={count} aria-label="Lessons done" />
        <p className="ln-quiet">
          {count} of {TOUR.length} done, kept in this browser.{' '}
          <button type="button" className="link" onClick={clear}>
            Clear
          </button>
        </p>
        {next && (
          <a className="button ln-next" href={hashOfStep(next.id, 'guess')}>
            {count === 0 ? 'Start' : 'Go on'}: {numberedTitle(next)}
          </a>
        )}
      </section>
      <section>
        <h3>
          <button type="button" className="ln-way" onClick={() => setMode('tasks')}>
            Explore freely
          </button>
        </h3>
        <p>Tasks has everything there is: all engines, knobs, find, measure, compare.</p>
      </section>
      <section>
        <h3>
          <a className="ln-way" href={WHICH}>
            Which one should I use?
          </a>
        </h3>
        <p>
          A few questions about your work. The candidates are drawn, one is recommended, the others are told why not.
        </p>
      </section>
      <section>
        <h3>
          <a className="ln-way" href={WORDS}>
            Words
          </a>
        </h3>
        <p>{CARDS.length} terms, a sentence and a small timeline each.</p>
      </section>
      <section>
        <h3>
          <a className="ln-way" href={TEACH}>
            Make a lesson
          </a>
        </h3>
        <p>Your own steps, each with tasks or a program, a view and a text: for a link, a file or a talk.</p>
      </section>
    </div>
  );
  return (
    <Frame about="All lessons" paneName="Learn" pane={pane}>
      <div className="ln-chapters">
        {CHAPTERS.map(({ title, lessons }) => (
          <section key={title} aria-label={title}>
            <h2>{title}</h2>
            <ul>
              {lessons
                .filter(({ isAside }) => !isAside)
                .map((lesson) => (
                  <li key={lesson.id}>
                    <Card of={lesson} isNext={lesson === next} />
                    {asidesOf(lesson).map((aside) => (
                      <a key={aside.id} href={hashOfStep(aside.id, 'guess')} className="ln-card ln-aside">
                        <b>{numberedTitle(aside)}</b>
                        <DoneMark of={aside} />
                      </a>
                    ))}
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
    </Frame>
  );
}

function Card({ of: lesson, isNext }: { readonly of: AnyLesson; readonly isNext: boolean }) {
  return (
    <a href={hashOfStep(lesson.id, 'guess')} className="ln-card" data-next={isNext ? '' : undefined}>
      <b>{numberedTitle(lesson)}</b>
      <DoneMark of={lesson} />
      {isNext && <span className="ln-mark ln-is-next">next</span>}
      <span className="ln-claim">{lesson.claim}</span>
      <Tiny rows={lesson.tiny} />
    </a>
  );
}

function DoneMark({ of: { id } }: { readonly of: AnyLesson }) {
  const isDone = useProgress(({ done }) => done.includes(id));
  return (
    isDone && (
      <span className="ln-mark" role="img" aria-label="done">
        <Icon name="check" />
      </span>
    )
  );
}
