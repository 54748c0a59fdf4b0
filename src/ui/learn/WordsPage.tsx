/** The glossary as a list. */
import { WORDS } from '../../learn/words.ts';
import { Frame } from '../frame/Frame.tsx';
import { OnePane } from './OnePane.tsx';
import { Tiny } from './Tiny.tsx';
import { Coded } from './WordCard.tsx';
import './words-page.css';

export function WordsPage() {
  const pane = (
    <OnePane title="Words">
      <p>{WORDS.length} terms. In a lesson each of them has a dotted line under it: press it, and its card opens.</p>
    </OnePane>
  );
  return (
    <Frame about="Words" paneName="Words" pane={pane}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must be able to reach it. */}
      <section className="ln-words-all" aria-label="All words" tabIndex={0}>
        <dl className="ln-words">
          {[...WORDS]
            .sort((a, b) => a.term.localeCompare(b.term))
            .map(({ id, term, says, python, javascript, tiny }) => (
              <div key={id} id={`word-${id}`}>
                <dt>{term}</dt>
                <dd>
                  <p>
                    <Coded text={says} />
                  </p>
                  {python && (
                    <p className="ln-quiet">
                      Python: <Coded text={python} />
                    </p>
                  )}
                  {javascript && (
                    <p className="ln-quiet">
                      JavaScript: <Coded text={javascript} />
                    </p>
                  )}
                  <Tiny rows={tiny} />
                </dd>
              </div>
            ))}
        </dl>
      </section>
    </Frame>
  );
}
