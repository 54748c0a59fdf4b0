/** Which recording of a real engine to open: each with its versions, its machine and its day. */
import { useEffect, useId, useRef, useState } from 'react';
import { formatMs } from '../../scenario/duration.ts';
import { type Recording, recordingFile, recordings } from '../../store/files/recordings.ts';

interface Props {
  readonly close: () => void;
  readonly open: (file: File) => void;
}

/** Where the list stands. */
type Standing =
  | { readonly kind: 'loading' }
  | { readonly kind: 'there'; readonly list: readonly Recording[] }
  | { readonly kind: 'failed'; readonly message: string };

/** By what was recorded, and where and when: "The real Ray 2.60.0, CPython 3.11.7; 2 cores, Linux; recorded 2026". */
function byEngine(list: readonly Recording[]): readonly (readonly [says: string, list: readonly Recording[]])[] {
  const groups = new Map<string, Recording[]>();
  for (const one of list) {
    const says = `The real ${one.version}; ${one.machine}; recorded ${one.recorded}`;
    groups.set(says, [...(groups.get(says) ?? []), one]);
  }
  return [...groups];
}

export function Recordings({ close, open }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const ended = useRef(new AbortController());
  const [standing, setStanding] = useState<Standing>({ kind: 'loading' });
  const title = useId();
  const failed = (error: unknown) =>
    ended.current.signal.aborted ||
    setStanding({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });

  // biome-ignore lint/correctness/useExhaustiveDependencies: the list is asked for once, when the dialog opens.
  useEffect(() => {
    const own = new AbortController();
    ended.current = own;
    dialog.current?.showModal();
    recordings(own.signal).then((list) => setStanding({ kind: 'there', list }), failed);
    return () => own.abort();
  }, []);

  const choose = async (recording: Recording) => {
    try {
      open(await recordingFile(recording, ended.current.signal));
      dialog.current?.close();
    } catch (error) {
      failed(error);
    }
  };
  return (
    <dialog ref={dialog} className="dialog files-recordings" aria-labelledby={title} onClose={close}>
      <h2 id={title}>Recordings of the real engines</h2>
      <p>What they did with small sets of tasks. Each opens as bars over the prediction for its machine.</p>
      {standing.kind === 'loading' && <p>Loading the list…</p>}
      {standing.kind === 'failed' && <p role="alert">{standing.message}.</p>}
      {standing.kind === 'there' && (
        <div className="files-recorded">
          {byEngine(standing.list).map(([says, list]) => (
            <section key={says}>
              <h3>{says}</h3>
              <ul>
                {list.map((recording) => (
                  <li key={recording.file}>
                    <button type="button" className="button quiet" onClick={() => void choose(recording)}>
                      <b>{recording.engine}</b>
                      <span>
                        {recording.scenario}; {formatMs(recording.totalMs)}
                      </span>
                    </button>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
      )}
      <form method="dialog" className="files-buttons">
        <button type="submit" className="button">
          Close
        </button>
      </form>
    </dialog>
  );
}
