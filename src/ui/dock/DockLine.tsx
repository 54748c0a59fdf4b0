/** The dock folded: what the answer is about, in one line. A press opens it. */
import { Icon } from '../base/Icon.tsx';
import { useApp } from '../base/use-overlap.ts';
import { ariaKeys } from '../keys/key-words.ts';
import { PAGE } from '../keys/list.ts';
import { useReason } from './use-reason.ts';

export default function DockLine() {
  const { title, about } = useReason();
  const fold = useApp((state) => state.fold);
  return (
    <section className="dock-line" aria-label="Why">
      <button
        type="button"
        aria-expanded={false}
        aria-keyshortcuts={ariaKeys(PAGE.rows.dock)}
        onClick={() => fold(false)}
      >
        <Icon name="chevron-up" />
        <b>{title}</b>
        {about && <span>{about}</span>}
        <span className="dock-line-more">Answer, figures, charts</span>
      </button>
    </section>
  );
}
