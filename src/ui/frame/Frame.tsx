/**
 * What every mode looks like: on the left what runs, on the right when it ran, Run at one place. On narrow pages one column, with
 * the toolbar at the lower edge. In the order of the keyboard the toolbar comes first, so Run is always near.
 */
import type { ReactNode } from 'react';
import { PageBar } from './PageBar.tsx';
import './frame.css';

interface Props {
  /** Words beside the modes: what this one is, or how it stands. */
  readonly about: ReactNode;
  /** What the left pane is, for those who hear it: `Scenario`. */
  readonly paneName: string;
  readonly pane: ReactNode;
  /** Run and its like. A mode without one has the stage up to the top bar. */
  readonly toolbar?: ReactNode;
  /** Back to what the page opened with. A mode without one has no Reset. */
  readonly onReset?: () => void;
  /** The address that opens what is shown. Left out: the one in the address bar. */
  readonly link?: () => string | Promise<string>;
  /** The stage. */
  readonly children: ReactNode;
}

export function Frame({ about, paneName, pane, toolbar, onReset, link, children }: Props) {
  return (
    <>
      {toolbar && (
        <section className="toolbar" aria-label="Run">
          {toolbar}
        </section>
      )}
      <section className="column" aria-label={paneName}>
        {pane}
      </section>
      <main id="stage" className="stage" tabIndex={-1} data-bare={toolbar ? undefined : ''}>
        {children}
      </main>
      <PageBar about={about} onReset={onReset} link={link} />
    </>
  );
}
