/** What `?embed` shows, in place of the whole page. */
import { Suspense, useEffect, useMemo } from 'react';
import { embeddingOf } from '../../store/embed/embedding.ts';
import { Announcer } from '../base/Announcer.tsx';
import { Boundary } from '../base/Boundary.tsx';
import { lazy } from '../base/lazy.tsx';
import { useApp, useOverlap } from '../base/use-overlap.ts';

const EmbeddedTasks = lazy(() => import('./EmbeddedTasks.tsx'));
const EmbeddedProgram = lazy(() => import('./EmbeddedProgram.tsx'));

export default function Embed() {
  const { store } = useOverlap();
  const mode = useApp((state) => state.mode);
  const embedding = useMemo(() => embeddingOf(location.search)!, []);
  useEffect(() => store.getState().setTheme(embedding.theme), [store, embedding]);
  return (
    <div className="embed" data-mode={mode}>
      <Boundary what="The playground">
        <Suspense fallback={<p className="embed-empty">Loading…</p>}>
          {mode === 'python' ? <EmbeddedProgram embedding={embedding} /> : <EmbeddedTasks embedding={embedding} />}
        </Suspense>
      </Boundary>
      <Announcer />
    </div>
  );
}
