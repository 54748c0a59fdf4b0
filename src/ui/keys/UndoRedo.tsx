/** The two buttons that go back and forth in what was written, with their keys. */
import { Icon } from '../base/Icon.tsx';
import { ariaKeys, withKey } from './key-words.ts';
import { PAGE } from './list.ts';

interface Props {
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly undo: () => void;
  readonly redo: () => void;
  /** Of the icons (px). */
  readonly size?: number;
}

export function UndoRedo({ canUndo, canRedo, undo, redo, size = 16 }: Props) {
  const steps = [
    { name: 'Undo', icon: 'undo', can: canUndo, act: undo },
    { name: 'Redo', icon: 'redo', can: canRedo, act: redo },
  ] as const;
  return steps.map(({ name, icon, can, act }, which) => (
    <button
      key={name}
      type="button"
      className="button quiet icon"
      aria-label={name}
      title={withKey(name, PAGE.rows.history, which)}
      aria-keyshortcuts={ariaKeys(PAGE.rows.history)}
      disabled={!can}
      onClick={act}
    >
      <Icon name={icon} size={size} />
    </button>
  ));
}
