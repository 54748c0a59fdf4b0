/** Opens a lesson's case in Tasks, with everything there is. Undo there brings back what was there before; Back leads to the lesson. */

import { useContext } from 'react';
import type { Draft } from '../../scenario/draft.ts';
import { MainPage } from './main-page.ts';

export function useExplore(draft: Draft): () => void {
  const main = useContext(MainPage)!;
  return () => {
    main.getState().loadDraft(draft);
    main.getState().setMode('tasks');
  };
}
