/** Open and Save: two buttons, and an ear for files that are dropped. What they do is loaded on first use. */
import { lazy, Suspense, useEffect, useState } from 'react';
import { Icon, type IconName } from '../base/Icon.tsx';
import type { FilesJob } from './job.ts';

const Work = lazy(() => import('./FilesWork.tsx'));

export function FilesMenu() {
  const [job, setJob] = useState<FilesJob>();
  useEffect(() => {
    const hear = (event: DragEvent) => {
      const { files, types, items } = event.dataTransfer!;
      if (!types.includes('Files')) return;
      event.preventDefault();
      if (event.type !== 'drop') setJob('drop');
      else {
        const entries = [...items].map((item) => item.webkitGetAsEntry());
        if (!entries.some((entry) => entry?.isDirectory)) setJob([...files]);
        else
          void import('../../store/files/rolling-log.ts').then(async ({ filesOf }) =>
            setJob(await filesOf(entries.filter((entry) => entry !== null))),
          );
      }
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
