/** All lessons as cards, how far one is, and the other ways on. */
import { CHAPTERS, LESSONS } from '../../learn/list.ts';
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
  const count = LESSONS.filter(({ id }) => done.includes(id)).length;
  const next = LESSONS.find(({ id }) => !done.includes(id));
  const pane = (
    <div className="ln-contents-pane">
      <section>
        <h2>Learn by guessing</h2>
        <p>Lessons of about {MINUTES} minutes. You guess, it runs, you see why, you change one thing.</p>
        {missing !== undefined && <p className="ln-missing">There is no lesson “{missing}”. Here are all there are.</p>}
        <progress max={LESSONS.length} value={count} aria-label="Lessons done" />
        <p className="ln-quiet">
          {count} of {LESSONS.length} done, kept in this browser.{' '}
          <button type="button" className="link" onClick={clear}>
            Clear
          </button>
        </p>
        {next && (
          <a className="button ln-next" href={hashOfStep(next.id, 'guess')}>
            {count === 0 ? 'Start' : 'Go on'}: {LESSONS.indexOf(next) + 1} · {next.title}
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
              {lessons.map(({ id, title: name, claim, tiny }) => (
                <li key={id}>
                  <a href={hashOfStep(id, 'guess')} className="ln-card" data-next={next?.id === id ? '' : undefined}>
                    <b>
                      {LESSONS.findIndex((lesson) => lesson.id === id) + 1} · {name}
                    </b>
                    {done.includes(id) && (
                      <span className="ln-mark" role="img" aria-label="done">
                        <Icon name="check" />
                      </span>
                    )}
                    {next?.id === id && <span className="ln-mark ln-is-next">next</span>}
                    <span className="ln-claim">{claim}</span>
                    <Tiny rows={tiny} />
                  </a>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Frame>
  );
}
