/** What the two buttons and a drop lead to: the dialog of Save, the sign to let go, progress, and what was read. */

import { useCallback, useEffect, useRef, useState } from 'react';
import type { Progress } from '../../store/files/import-stream.ts';
import type { OpenedFile } from '../../store/files/open.ts';
import { wordsOf } from '../../store/worker/again.ts';
import { saidOf } from '../../trace/files/opened.ts';
import { hasScenario } from '../../trace/files/scenario-of.ts';
import { useOverlap } from '../base/use-overlap.ts';
import { useTimeline } from '../timeline/parts/use-timeline.ts';
import { intoSight } from './into-sight.ts';
import type { FilesJob } from './job.ts';
import { MakeScenario } from './MakeScenario.tsx';
import { Recordings } from './Recordings.tsx';
import { SaveDialog } from './SaveDialog.tsx';
import './files.css';

interface Props {
  readonly job: FilesJob;
  readonly setJob: (job: FilesJob) => void;
}

/** Where opening a file stands. */
type Standing =
  | { readonly kind: 'opening'; readonly name: string; readonly progress: Progress | undefined }
  | { readonly kind: 'opened'; readonly file: OpenedFile }
  | { readonly kind: 'failed'; readonly name: string; readonly message: string };

export default function FilesWork({ job, setJob }: Props) {
  const overlap = useOverlap();
  const timeline = useTimeline();
  const [standing, setStanding] = useState<Standing>();
  const under = useRef<AbortController>(undefined);
  const input = useRef<HTMLInputElement>(null);

  const open = useCallback(
    async (files: readonly File[]) => {
      under.current?.abort();
      const own = new AbortController();
      under.current = own;
      const { joinRolling } = await import('../../store/files/rolling-log.ts');
      for (const file of joinRolling(files)) {
        const opening = (progress?: Progress) =>
          own.signal.aborted || setStanding({ kind: 'opening', name: file.name, progress });
        opening();
        try {
          const { lessonIn } = await import('../../store/teach/lesson-file.ts');
          const lesson = await lessonIn(file);
          if (lesson) {
            const { taughtHash } = await import('../../store/teach/lesson-link.ts');
            setStanding(undefined);
            location.hash = taughtHash(lesson);
            return;
          }
          const { openFile } = await import('../../store/files/open.ts');
          const opened = await openFile(overlap, file, { told: opening, signal: own.signal });
          setStanding({ kind: 'opened', file: opened });
          intoSight(overlap.store, timeline, opened);
        } catch (error) {
          if (own.signal.aborted) {
            if (under.current === own) setStanding(undefined);
            return;
          }
          const message = wordsOf(error);
          setStanding({ kind: 'failed', name: file.name, message });
          return;
        }
      }
    },
    [overlap, timeline],
  );

  useEffect(() => {
    if (job === 'open') {
      setJob('nothing');
      input.current?.click();
    } else if (typeof job !== 'string') {
      setJob('nothing');
      void open(job);
    }
  }, [job, setJob, open]);

  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept=".json,.jsonl,.gz,.trace,.zstd,.zst,.lz4,application/json,application/gzip"
        onChange={({ currentTarget }) => {
          void open([...(currentTarget.files ?? [])]);
          currentTarget.value = '';
        }}
      />
      {job === 'drop' && <DropHere leave={() => setJob('nothing')} />}
      {job === 'recordings' && <Recordings close={() => setJob('nothing')} open={(file) => void open([file])} />}
      {job === 'save' && <SaveDialog close={() => setJob('nothing')} />}
      {standing?.kind === 'opening' && <Opening standing={standing} cancel={() => under.current?.abort()} />}
      <div role="status">
        {standing && standing.kind !== 'opening' && <Told standing={standing} close={() => setStanding(undefined)} />}
      </div>
    </>
  );
}

/** Over the whole page while files are held over it. */
function DropHere({ leave }: { leave: () => void }) {
  useEffect(() => {
    const left = (event: DragEvent) => {
      // Leaving the window, not one element for the next.
      if (event.relatedTarget === null) leave();
    };
    addEventListener('dragleave', left);
    return () => removeEventListener('dragleave', left);
  }, [leave]);
  return (
    <div className="files-drop">
      <p>
        Drop the file to open it: a trace of this page, Chrome trace events, a timeline of Ray, events of Celery or an
        event log of Spark, packed or not, up to 1 GB
      </p>
    </div>
  );
}

type Opening = Extract<Standing, { kind: 'opening' }>;

function Opening({ standing: { name, progress }, cancel }: { standing: Opening; cancel: () => void }) {
  return (
    <section className="files-told" aria-label="Opening a file">
      <p>
        Opening <b>{name}</b>: {progressWords(progress)}
      </p>
      <progress aria-label={`Opening ${name}`} value={progress?.read ?? 0} max={progress?.total ?? 1} />
      <button type="button" className="button" onClick={cancel}>
        Cancel opening
      </button>
    </section>
  );
}

/** What was opened, or why it was not. The message stays until it is closed. */
function Told({ standing, close }: { standing: Exclude<Standing, Opening>; close: () => void }) {
  const closing = (
    <button type="button" className="button" onClick={close}>
      Close message
    </button>
  );
  if (standing.kind === 'failed')
    return (
      <section className="files-told" aria-label="A file was not opened">
        <p>
          <b>{standing.name}</b> was not opened. {sentence(standing.message)}
        </p>
        <div className="files-buttons">{closing}</div>
      </section>
    );
  const { name, opened } = standing.file;
  const [read, ...more] = saidOf(opened);
  return (
    <section className="files-told" aria-label="An opened file">
      <p>
        Opened <b>{name}</b>. {read}
      </p>
      {more.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <MakeScenario trace={opened.trace} foreign={!hasScenario(opened.trace)} rest={closing} />
    </section>
  );
}

const MB = 1e6;

function progressWords(progress: Progress | undefined): string {
  if (!progress) return 'starting';
  const { read, total } = progress;
  if (read >= total) return 'read, now it is laid out';
  const digits = total < 10 * MB ? 1 : 0;
  return `${(read / MB).toFixed(digits)} of ${(total / MB).toFixed(digits)} MB`;
}

/** A message as a sentence; that it is about the file need not be said. */
function sentence(message: string): string {
  const words = message.replace(/^file: /, '');
  return `${words[0]?.toUpperCase() ?? ''}${words.slice(1)}.`;
}
