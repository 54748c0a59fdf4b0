/** What was guessed and done: one a page. */
import { useStore } from 'zustand';
import { keeper } from '../../store/draft/persistence.ts';
import {
  createProgress,
  type Progress,
  type ProgressActions,
  type ProgressStore,
} from '../../store/learn/progress-actions.ts';

let store: ProgressStore | undefined;

export function useProgress<T>(selector: (state: Progress & ProgressActions) => T): T {
  store ??= createProgress(keeper('localStorage'));
  return useStore(store, selector);
}
