/** Which section a panel is about. */
import { Icon } from '../base/Icon.tsx';
import { useOverlap } from '../base/use-overlap.ts';
import { chooseSection, useSections } from './sections.ts';

/** `all`: the name of a choice for all of them together, and whether it is chosen. */
interface Props {
  readonly all?: { readonly chosen: boolean; readonly choose: (all: boolean) => void };
}

const ALL = 'all';

export function SectionPicker({ all }: Props) {
  const { store } = useOverlap();
  const { engines, id } = useSections();
  if (engines.length === 0) return null;
  return (
    <span className="select panel-section">
      <select
        aria-label="Engine of the panel"
        value={all?.chosen ? ALL : id}
        onChange={({ target: { value } }) => {
          all?.choose(value === ALL);
          if (value !== ALL) chooseSection(value, store.getState().selected);
        }}
      >
        {all && engines.length > 1 && <option value={ALL}>All engines</option>}
        {engines.map((engine) => (
          <option key={engine.id} value={engine.id}>
            {engine.title}
          </option>
        ))}
      </select>
      <Icon name="chevron-down" size={14} />
    </span>
  );
}
