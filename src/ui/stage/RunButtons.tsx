/** Run and Cancel, whatever is run: the tasks, a lesson, a program. */
import { shownKey } from '../keys/combination.ts';
import { ariaKeys, isMac, withKey } from '../keys/key-words.ts';
import { PAGE } from '../keys/list.ts';
import './stage.css';

const RUN_KEY = shownKey(PAGE.rows.run.keys[0], false);

interface Props {
  /** What Run does, in a sentence. */
  readonly about: string;
  readonly busy: boolean;
  /** There is nothing to run. */
  readonly disabled: boolean;
  readonly onRun: () => void;
  readonly onCancel: () => void;
}

export function RunButtons({ about, busy, disabled, onRun, onCancel }: Props) {
  return (
    <>
      <button
        type="button"
        className="button run"
        disabled={busy || disabled}
        aria-describedby="run-about"
        aria-keyshortcuts={ariaKeys(PAGE.rows.run, PAGE.rows.runAnywhere)}
        onClick={onRun}
      >
        <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
          <path d="M2 1l9 5-9 5z" fill="currentColor" />
        </svg>
        Run
        <span aria-hidden="true" className="run-key">
          {RUN_KEY}
        </span>
      </button>
      <span id="run-about" hidden>
        {about} Key: {RUN_KEY}, or {shownKey(PAGE.rows.runAnywhere.keys[0], isMac())} anywhere.
      </span>
      <button
        type="button"
        className="button cancel"
        disabled={!busy}
        title={withKey('Cancel', PAGE.rows.leave)}
        aria-keyshortcuts={ariaKeys(PAGE.rows.leave)}
        onClick={onCancel}
      >
        <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
          <rect width="10" height="10" fill="currentColor" />
        </svg>
        Cancel
      </button>
    </>
  );
}
