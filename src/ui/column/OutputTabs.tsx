/** Output | Notation. Output comes forward when a run begins. */

import { type KeyboardEvent, lazy, Suspense, useEffect, useId, useState } from 'react';
import { enginesOf } from '../../store/state/chosen-engines.ts';
import { Icon } from '../base/Icon.tsx';
import { useApp } from '../base/use-overlap.ts';
import { Notation } from './Notation.tsx';
import './output.css';

const Output = lazy(() => import('./Output.tsx'));

const TABS = ['Output', 'Notation'] as const;
type Tab = (typeof TABS)[number];

export function OutputTabs() {
  const [tab, setTab] = useState<Tab>('Notation');
  const [wanted, setWanted] = useState<string>();
  const id = useId();
  const engines = enginesOf(useApp((state) => state.draft.engines));
  const running = useApp((state) => state.run.kind === 'running');
  useEffect(() => {
    if (running) setTab('Output');
  }, [running]);
  const engine = engines.find((one) => one.id === wanted) ?? engines[0];
  const arrows = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    const next = tab === 'Output' ? 'Notation' : 'Output';
    setTab(next);
    document.getElementById(`${id}-${next}`)?.focus();
  };
  return (
    <section className="output-tabs" aria-label="Output and notation">
      <div className="section-head">
        <div role="tablist" aria-label="Output or notation" onKeyDown={arrows}>
          {TABS.map((name) => (
            <button
              key={name}
              id={`${id}-${name}`}
              type="button"
              role="tab"
              aria-selected={tab === name}
              aria-controls={`${id}-panel`}
              tabIndex={tab === name ? 0 : -1}
              onClick={() => setTab(name)}
            >
              {name}
            </button>
          ))}
        </div>
        {tab === 'Output' && engines.length > 0 && (
          <span className="select">
            <select
              aria-label="Engine of the output"
              value={engine?.id}
              onChange={(event) => setWanted(event.target.value)}
            >
              {engines.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.title}
                </option>
              ))}
            </select>
            <Icon name="chevron-down" size={14} />
          </span>
        )}
      </div>
      <div
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${tab}`}
        className="output-panel"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must be able to reach it.
        tabIndex={0}
      >
        {tab === 'Output' ? (
          <Suspense>
            <Output engine={engine?.id} />
          </Suspense>
        ) : (
          <Notation />
        )}
      </div>
    </section>
  );
}
