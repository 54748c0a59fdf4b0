/** Open and Save: two buttons, and an ear for files that are dropped. What they do is loaded on first use. */
import { lazy, Suspense, useEffect, useState } from 'react';
import type { FilesJob } from './job.ts';

const Work = lazy(() => import('./FilesWork.tsx'));

export function FilesMenu() {
  const [job, setJob] = useState<FilesJob>();
  useEffect(() => {
    const hear = (event: DragEvent) => {
      const { files, types } = event.dataTransfer!;
      if (!types.includes('Files')) return;
      event.preventDefault();
      setJob(event.type === 'drop' ? [...files] : 'drop');
    };
    addEventListener('dragover', hear);
    addEventListener('drop', hear);
    return () => {
      removeEventListener('dragover', hear);
      removeEventListener('drop', hear);
    };
  }, []);
  const button = (name: string, wish: FilesJob, d: string) => (
    <button type="button" className="button quiet" title={name} onClick={() => setJob(wish)}>
      <svg width="16" height="16" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
        <path d={d} />
      </svg>
      <span>{name}</span>
    </button>
  );
  return (
    <>
      {button('Open', 'open', 'M8 11V3M5 6l3-3 3 3M3 10v3h10v-3')}
      {button('Save', 'save', 'M8 3v8M5 8l3 3 3-3M3 10v3h10v-3')}
      <Suspense>{job && <Work job={job} setJob={setJob} />}</Suspense>
    </>
  );
}
