/** Open and Save: two buttons, and an ear for files that are dropped. What they do is loaded on first use. */
import { lazy, Suspense, useEffect, useState } from 'react';

const FilesJob = lazy(() => import('./FilesJob.tsx'));

/** What is to be done: choose files, save, let go of those held over the page, open these; or nothing (any more). */
export type Job = 'open' | 'save' | 'drop' | 'nothing' | readonly File[];

export function FilesMenu() {
  const [job, setJob] = useState<Job>();
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
  const button = (name: string, wish: Job, d: string) => (
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
      <Suspense>{job && <FilesJob job={job} setJob={setJob} />}</Suspense>
    </>
  );
}
