/** In the header of an engine with many lanes, or with hidden ones: to fold them, to show them. */
import type { EngineFacts } from '../../../engines/facts.ts';
import { formatCount } from '../../../scenario/count.ts';
import type { Section } from '../model/layout.ts';
import type { Surface } from '../surface/surface.ts';

interface Props {
  readonly surface: Surface;
  readonly engine: EngineFacts;
  readonly section: Section;
  /** There is something to fold. */
  readonly many: boolean;
}

export default function LaneToggles({ surface, engine, section, many }: Props) {
  const showHidden = () => {
    const { look, laneChoice } = surface.store.getState();
    look({ laneChoice: { ...laneChoice, [engine.id]: { pinned: laneChoice[engine.id]?.pinned ?? [], hidden: [] } } });
  };
  return (
    <>
      {many && (
        <button
          type="button"
          className="tl-toggle"
          aria-expanded={!section.collapsed}
          onClick={() => surface.toggle(engine.id, section.collapsed)}
        >
          {section.collapsed ? `Show ${formatCount(section.lanes)} lanes` : 'Show as one strip'}
        </button>
      )}
      {section.hidden > 0 && (
        <button type="button" className="tl-toggle" onClick={showHidden}>
          {section.hidden}
          <span className="tl-rest"> of {section.hidden + section.lanes - section.groups.length} lanes</span> hidden:
          show
        </button>
      )}
    </>
  );
}
