/** Save: which run, in which form, and how much is written. */
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { formatCount } from '../../scenario/count.ts';
import { type Form, fileOf } from '../../store/files/save.ts';
import { sectionsOf } from '../../store/state/sections.ts';
import { hasScenario } from '../../trace/files/scenario-of.ts';
import type { Trace } from '../../trace/trace.ts';
import { download } from '../base/download.ts';
import { useOverlap } from '../base/use-overlap.ts';
import { useTimeline } from '../timeline/parts/use-timeline.ts';
import { laneName } from '../words/lane-name.ts';
import { MakeScenario } from './MakeScenario.tsx';
import { takePicture } from './take-picture.ts';

type Choice = Form | 'png' | 'svg';

const FORMS: readonly { readonly form: Choice; readonly words: string; readonly ending: string }[] = [
  { form: 'trace', words: 'Trace (.json), to open again: notes and view too', ending: 'trace.json' },
  { form: 'trace-gz', words: 'Trace, gzipped (.json.gz)', ending: 'trace.json.gz' },
  { form: 'events', words: 'Chrome trace events (.json), for Perfetto and others', ending: 'events.json' },
  { form: 'csv', words: 'Table (.csv), one row for each attempt', ending: 'csv' },
  { form: 'png', words: 'Picture (.png)', ending: 'png' },
  { form: 'svg', words: 'Picture (.svg), to edit', ending: 'svg' },
];
const ALL = 'all';
const WIDTH = { least: 480, usual: 1280, most: 8000 };

/** Where saving stands. */
type Standing = 'ready' | 'saving' | { readonly failed: string } | { readonly saved: string };

export function SaveDialog({ close }: { close: () => void }) {
  const overlap = useOverlap();
  const { store, registry } = overlap;
  const timeline = useTimeline();
  const dialog = useRef<HTMLDialogElement>(null);
  const [sections] = useState(() =>
    sectionsOf(store.getState(), registry).flatMap((section) => {
      const { measured, predicted } = registry.of(section.id);
      const trace = measured ?? predicted;
      return trace ? [{ section, trace, words: `${section.title}, ${measured ? trace.source : 'predicted'}` }] : [];
    }),
  );
  const [form, setForm] = useState<Choice>('trace');
  const [chosen, setChosen] = useState(() => store.getState().selected?.engine ?? sections[0]?.section.id ?? '');
  const [time, setTime] = useState<'seen' | 'all'>('all');
  const [width, setWidth] = useState(WIDTH.usual);
  const [standing, setStanding] = useState<Standing>('ready');
  const ids = { title: useId(), form: useId(), time: useId() };
  const isPicture = form === 'png' || form === 'svg';
  const one = sections.find(({ section }) => section.id === chosen);
  const own = one ?? (isPicture ? undefined : sections[0]);

  useEffect(() => dialog.current?.showModal(), []);

  const save = async () => {
    setStanding('saving');
    try {
      const { ending } = FORMS.find((other) => other.form === form)!;
      const state = store.getState();
      let blob: Blob;
      if (isPicture)
        blob = await takePicture(timeline.current!, state, { form, time, section: one?.section.id, width });
      else
        blob = await fileOf(form, state, own!.section, own!.trace, (lane) =>
          laneName(own!.section.lanes, lane, own!.trace),
        );
      const name = `${fileName(own?.section.title ?? state.scenario.name ?? 'overlap')}.${ending}`;
      download(blob, name);
      setStanding({ saved: name });
    } catch (error) {
      setStanding({ failed: error instanceof Error ? error.message : String(error) });
    }
  };

  const radio = <T extends string>(name: string, value: T, now: T, set: (value: T) => void, words: ReactNode) => (
    <label key={value}>
      <input type="radio" name={name} checked={now === value} onChange={() => set(value)} />
      {words}
    </label>
  );
  return (
    <dialog ref={dialog} className="dialog files-save" aria-labelledby={ids.title} onClose={close}>
      <form
        method="dialog"
        onChange={() => setStanding('ready')}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <h2 id={ids.title}>Save</h2>
        <label className="files-run">
          Run
          <span className="select">
            <select value={own?.section.id ?? ALL} onChange={({ currentTarget }) => setChosen(currentTarget.value)}>
              {isPicture && <option value={ALL}>All runs shown</option>}
              {sections.map(({ section, words }) => (
                <option key={section.id} value={section.id}>
                  {words}
                </option>
              ))}
            </select>
          </span>
        </label>
        <fieldset className="files-choice">
          <legend>As</legend>
          {FORMS.map((other) => radio(ids.form, other.form, form, setForm, other.words))}
        </fieldset>
        {isPicture && (
          <fieldset className="files-choice">
            <legend>Of</legend>
            {radio(ids.time, 'all', time, setTime, 'the whole run')}
            {radio(ids.time, 'seen', time, setTime, 'the time in sight')}
            <label>
              <input
                className="field"
                type="number"
                min={WIDTH.least}
                max={WIDTH.most}
                required
                value={Number.isNaN(width) ? '' : width}
                onChange={({ currentTarget }) => setWidth(currentTarget.valueAsNumber)}
              />
              pixels wide{form === 'png' ? ', at twice the resolution' : ''}
            </label>
          </fieldset>
        )}
        <p className="files-amount" role="status">
          {wordsOf(standing) ?? (own ? amount(own.trace) : 'With title, axis, key and notes.')}
        </p>
        <div className="files-buttons">
          <button type="submit" className="button run" disabled={standing === 'saving' || (!own && !isPicture)}>
            Save
          </button>
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            Close
          </button>
        </div>
      </form>
      {own?.section.id.startsWith('run:') && <MakeScenario trace={own.trace} foreign={!hasScenario(own.trace)} />}
    </dialog>
  );
}

function wordsOf(standing: Standing): string | undefined {
  if (standing === 'ready') return undefined;
  if (standing === 'saving') return 'Writing the file';
  return 'saved' in standing ? `Saved as ${standing.saved}.` : `Not saved: ${standing.failed}`;
}

/** Nothing is partial in silence: tasks without a span are said. */
function amount({ spans, scenario }: Trace): string {
  const begun = new Set(spans.at.task.subarray(0, spans.length)).size;
  const tasks = scenario.tasks.length;
  const rest =
    begun < tasks ? `; ${formatCount(tasks - begun)} never began and ${tasks - begun === 1 ? 'has' : 'have'} none` : '';
  return `${formatCount(spans.length)} ${spans.length === 1 ? 'span' : 'spans'} of ${formatCount(begun)} of ${formatCount(tasks)} tasks${rest}.`;
}

/** Of a title: letters and figures, hyphens between. */
const fileName = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '') || 'run';
