/** An engine's name, what its tasks hold, and how its run stands: HTML over the canvas, written to once a frame. */
import './engine-header.css';
import { memo, Suspense, useLayoutEffect, useRef } from 'react';
import { type EngineFacts, holdsOn } from '../../../engines/facts.ts';
import { formatCount } from '../../../scenario/count.ts';
import { isRun } from '../../../store/traces/registry.ts';
import { lazyExtra } from '../../base/lazy.tsx';
import { useApp } from '../../base/use-overlap.ts';
import { nameOf } from '../../words/names-and-numbers.ts';
import type { Section } from '../model/layout.ts';
import { groupId } from '../model/picture.ts';
import type { Surface } from '../surface/surface.ts';

const RunTools = lazyExtra(() => import('./RunTools.tsx'));

/** A section with more lanes than this can be folded by a button in its header. */
const MANY = 16;

interface Props {
  readonly surface: Surface;
  readonly engine: EngineFacts;
  readonly section: Section;
  /** No other engine follows below. */
  readonly last: boolean;
}

export const EngineHeader = memo(function EngineHeader({ surface, engine, section, last }: Props) {
  const root = useRef<HTMLDivElement>(null);
  const machine = useApp((state) => state.assumed.machine);
  useLayoutEffect(() => {
    const part = (name: string) => root.current!.querySelector<HTMLElement>(`.tl-${name}`)!;
    surface.setHeader(engine.id, {
      progress: part('progress'),
      bar: part('bar-done'),
      used: part('used'),
      text: part('progress-text'),
      short: part('progress-short'),
      figuresHead: part('figures-head'),
      figuresRest: part('figures-rest'),
    });
    return () => surface.setHeader(engine.id, undefined);
  }, [surface, engine]);
  const short = nameOf(engine);
  const many = section.collapsed || section.lanes > MANY;
  const showHidden = () => {
    const { look, laneChoice } = surface.store.getState();
    look({ laneChoice: { ...laneChoice, [engine.id]: { pinned: laneChoice[engine.id]?.pinned ?? [], hidden: [] } } });
  };
  return (
    <>
      <div
        ref={root}
        className="tl-header"
        data-engine={engine.id}
        style={{ top: section.top, height: section.headerHeight }}
      >
        <div className="tl-header-line">
          <h3 className="tl-name">
            {short}
            <span className="tl-name-rest">{engine.title.slice(short.length)}</span>
          </h3>
          <span className="tl-holds">
            {holdsOn(engine, machine)}
            <span className="tl-used" />
          </span>
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
              {section.hidden} of {section.hidden + section.lanes - section.groups.length} lanes hidden: show
            </button>
          )}
          {isRun(engine.id) && (
            <Suspense>
              <RunTools surface={surface} run={engine} />
            </Suspense>
          )}
          {/* biome-ignore lint/a11y/useSemanticElements: it is a progress bar only while a run goes on. */}
          <div className="tl-progress" role="group" aria-label={`${engine.title}, how it stands`}>
            <span className="tl-bar">
              <span className="tl-bar-done" />
            </span>
            <span className="tl-progress-text" />
            <span className="tl-progress-short" />
          </div>
        </div>
        <p className="tl-figures">
          <b className="tl-figures-head" />
          <span className="tl-figures-rest" />
        </p>
      </div>
      {!section.collapsed &&
        section.groups.map(({ slot, name, collapsed, tasks }) => (
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
        ))}
      <div className={last ? 'tl-foot tl-last' : 'tl-foot'} style={{ top: section.bottom - 5 }} />
    </>
  );
});
