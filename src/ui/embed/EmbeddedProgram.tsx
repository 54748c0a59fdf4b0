/** A program with its numbers to drag, its lanes, and what it printed. It waits for Run; Python is loaded with that. */
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { openDoor } from '../../store/embed/door.ts';
import { type Embedding, themeOf } from '../../store/embed/embedding.ts';
import { programPlayground, tellOfProgram } from '../../store/embed/program-playground.ts';
import { openLinkOf } from '../../store/embed/tasks-playground.ts';
import { hashOfProgram, openingProgram } from '../../store/python/keep-program.ts';
import { openPython } from '../../store/python/open-door.ts';
import { createProgramPage, type ProgramPage } from '../../store/python/program-page-actions.ts';
import { Boundary } from '../base/Boundary.tsx';
import { OverlapProvider, useOverlap } from '../base/use-overlap.ts';
import { CodePane } from '../python/editor/CodePane.tsx';
import { OutputPane } from '../python/OutputPane.tsx';
import { ProgramLanes } from '../python/ProgramLanes.tsx';
import { ProgramProvider, useProgram } from '../python/program-context.ts';
import { RunBar } from '../python/RunBar.tsx';
import { dressOf } from '../timeline/paint/program/dress.ts';
import { TimelineProvider } from '../timeline/parts/use-timeline.ts';
import type { Surface } from '../timeline/surface/surface.ts';
import { OpenInOverlap } from './OpenInOverlap.tsx';
import '../python/program-parts.css';
import './embed.css';

/** An embedded page keeps nothing: what a reader has written on the whole page must not come up in a blog. */
const NOTHING_KEPT = { getItem: () => null, setItem: () => {}, removeItem: () => {} };

const pages = new WeakMap<object, ProgramPage>();

export default function EmbeddedProgram({ embedding }: { embedding: Embedding }) {
  const { store, cores } = useOverlap();
  const page = useMemo(() => {
    let own = pages.get(store);
    if (!own) {
      const opening = openingProgram(location.hash, NOTHING_KEPT);
      own = createProgramPage({
        ...opening,
        foreign: true,
        cores,
        theme: embedding.theme,
        singleKeys: false,
        open: openPython,
        dress: dressOf,
      });
      pages.set(store, own);
    }
    return own;
  }, [store, cores, embedding]);
  useEffect(() => {
    const setTheme = (name: unknown) => store.getState().setTheme(themeOf(name));
    const tell = openDoor(embedding, programPlayground(page, setTheme));
    tell({ overlap: 1, event: 'ready' });
    return tellOfProgram(page, tell);
  }, [embedding, page, store]);
  const timeline = useRef<Surface>(null);
  const inner = useMemo(() => ({ ...page.overlap, cores, writeLink: () => {} }), [page, cores]);
  const link = useCallback(() => openLinkOf(location.href.replace(/#.*$/, '') + hashOfProgram(page.session)), [page]);
  return (
    <ProgramProvider value={page}>
      <OverlapProvider value={inner}>
        <TimelineProvider value={timeline}>
          <section className="embed-bar" aria-label="Run">
            <RunBar />
            <OpenInOverlap link={link} />
          </section>
          <Said />
          <div className="embed-program">
            <section className="embed-code" aria-label="Program">
              <Boundary what="The editor">
                <CodePane />
              </Boundary>
              <OutputPane />
            </section>
            <main id="stage" className="embed-lanes">
              <Boundary what="The timeline">
                <ProgramLanes />
              </Boundary>
            </main>
          </div>
        </TimelineProvider>
      </OverlapProvider>
    </ProgramProvider>
  );
}

function Said() {
  const notice = useProgram((state) => state.notice);
  const refused = useProgram(({ python }) => (python.kind === 'refused' ? python.why : null));
  const said = refused ?? notice;
  return said === null ? null : <p className="embed-notice">{said}</p>;
}
