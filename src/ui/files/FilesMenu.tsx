/** Open and Save: two buttons, and an ear for files that are dropped. What they do is loaded on first use. */
import { lazy, Suspense, useEffect, useState } from 'react';
import { Icon, type IconName } from '../base/Icon.tsx';
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
  const button = (name: string, wish: FilesJob, icon: IconName) => (
    <button type="button" className="button quiet" title={name} onClick={() => setJob(wish)}>
      <Icon name={icon} />
      <span>{name}</span>
    </button>
  );
  return (
    <>
      {button('Open', 'open', 'open')}
      {button('Save', 'save', 'save')}
      <Suspense>{job && <Work job={job} setJob={setJob} />}</Suspense>
    </>
  );
}
