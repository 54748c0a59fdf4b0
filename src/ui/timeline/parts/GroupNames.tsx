/** The names of an engine's machines, each over its lanes: a press folds them. */
import type { EngineFacts } from '../../../engines/facts.ts';
import type { Section } from '../model/layout.ts';
import { groupId } from '../model/picture.ts';
import type { Surface } from '../surface/surface.ts';

interface Props {
  readonly surface: Surface;
  readonly engine: EngineFacts;
  readonly section: Section;
}

export default function GroupNames({ surface, engine, section }: Props) {
  return section.groups.map(({ slot, name, collapsed, tasks }) => (
    <button
      key={name}
      type="button"
      className="tl-group"
      aria-expanded={!collapsed}
      aria-label={`${name}, ${tasks} tasks`}
      title={`${name}, ${tasks} tasks`}
      style={{ top: section.lanesTop + slot * section.laneHeight, height: section.laneHeight }}
      onClick={() => surface.toggle(groupId(engine.id, name), collapsed)}
    >
      <span>{name}</span>
    </button>
  ));
}
