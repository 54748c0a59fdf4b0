/** Opening and saving: an ear for files that are dropped on the page, and what a wish leads to, loaded on first use. */
import { Suspense, useEffect } from 'react';
import { lazyExtra } from '../base/lazy.tsx';
import type { FilesJob } from './job.ts';

const Work = lazyExtra(() => import('./FilesWork.tsx'));

interface Props {
  readonly job: FilesJob | undefined;
  readonly setJob: (job: FilesJob) => void;
}

export function Files({ job, setJob }: Props) {
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
  }, [setJob]);
  return <Suspense>{job && <Work job={job} setJob={setJob} />}</Suspense>;
}
