/** An engine's name, what its tasks hold, and how its run stands: HTML over the canvas, written to once a frame. */
import './engine-header.css';
import { memo, Suspense, useLayoutEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { type EngineFacts, holdsOn } from '../../../engines/facts.ts';
import { isRun } from '../../../store/traces/registry.ts';
import { lazyExtra } from '../../base/lazy.tsx';
import { nameOf } from '../../words/names-and-numbers.ts';
import type { Section } from '../model/layout.ts';
import type { Surface } from '../surface/surface.ts';

const RunTools = lazyExtra(() => import('./RunTools.tsx'));
/** Few have so many lanes, or groups. */
const LaneToggles = lazyExtra(() => import('./LaneToggles.tsx'));
const GroupNames = lazyExtra(() => import('./GroupNames.tsx'));

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
  const machine = useStore(surface.store, (state) => state.assumed.machine);
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
          {(many || section.hidden > 0) && (
            <Suspense>
              <LaneToggles surface={surface} engine={engine} section={section} many={many} />
            </Suspense>
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
      {!section.collapsed && section.groups.length > 0 && (
        <Suspense>
          <GroupNames surface={surface} engine={engine} section={section} />
        </Suspense>
      )}
      <div className={last ? 'tl-foot tl-last' : 'tl-foot'} style={{ top: section.bottom - 5 }} />
    </>
  );
});
