/** Examples as cards, each with what it shows; a press opens it in Tasks. Undo there brings back what was there before. */
import { type Preset, presetDraft } from '../../../scenario/presets.ts';
import { useApp } from '../../base/use-overlap.ts';

export function Examples({ presets }: { presets: readonly Preset[] }) {
  const loadDraft = useApp((state) => state.loadDraft);
  const setMode = useApp((state) => state.setMode);
  const machine = useApp((state) => state.draft.machine);
  const open = (preset: Preset) => {
    loadDraft({ ...presetDraft(preset), ...(machine && { machine }) });
    setMode('tasks');
  };
  return (
    <ul className="cards">
      {presets.map((preset) => (
        <li key={preset.id}>
          <button type="button" className="card" onClick={() => open(preset)}>
            <b>{preset.title}</b> <span>{preset.about}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
