/**
 * The page's modes, in the order of their words in the top bar and of their keys.
 *
 * A mode is one module whose default export is a component without props that fills a `Frame` (`../frame/Frame.tsx`): its left
 * pane, its toolbar and its stage. It is loaded when first shown, and gone while another mode is shown: what is to last is in
 * the store. It says by `useModeActs` what the page's keys do there. Its address begins with `#` and its id; what follows
 * (`#python=...`) is its own, to be read from `location.hash` and written with `history.replaceState`.
 */
import type { ComponentType } from 'react';
import type { ModeId } from '../../store/state/modes.ts';
import { lazy } from '../base/lazy.tsx';
import { TasksMode } from './TasksMode.tsx';

export interface Mode {
  readonly id: ModeId;
  /** The word in the top bar. */
  readonly name: string;
  readonly Body: ComponentType;
}

export const MODES: readonly Mode[] = [
  { id: 'learn', name: 'Learn', Body: lazy(() => import('../learn/LearnMode.tsx')) },
  // What the page opens with comes with it.
  { id: 'tasks', name: 'Tasks', Body: TasksMode },
  { id: 'python', name: 'Python', Body: lazy(() => import('../python/PythonMode.tsx')) },
];
