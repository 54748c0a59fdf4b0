/** The whole page: its name and modes, and the mode that is shown. */
import { Suspense, useCallback, useMemo, useRef, useState } from 'react';
import { isEmbedded } from '../store/draft/persistence.ts';
import type { Overlap } from '../store/overlap.ts';
import { Announcer } from './base/Announcer.tsx';
import { Boundary } from './base/Boundary.tsx';
import { lazyExtra } from './base/lazy.tsx';
import { useLayout } from './base/use-media.ts';
import { OverlapProvider, useApp } from './base/use-overlap.ts';
import { HelpContext } from './frame/help-context.ts';
import { SkipLink } from './frame/SkipLink.tsx';
import { useKeys } from './keys/use-keys.ts';
import { MODES } from './modes/list.ts';
import { TimelineProvider } from './timeline/parts/use-timeline.ts';
import type { Surface } from './timeline/surface/surface.ts';
import { TopBar } from './topbar/TopBar.tsx';
import './column/column.css';
// With the first styles, and last among them: a file that is asked for before it is needed is warned of where it is not.
import './modes/phone.css';

const Help = lazyExtra(() => import('./keys/Help.tsx'));
const Shown = isEmbedded() ? lazyExtra(() => import('./embed/Embed.tsx')) : Page;
const IDS = MODES.map(({ id }) => id);

interface Props {
  readonly overlap: Overlap;
  readonly cores: number;
  readonly writeLink: () => void;
}

export function App({ overlap, cores, writeLink }: Props) {
  const timeline = useRef<Surface>(null);
  const inner = useMemo(() => ({ ...overlap, cores, writeLink }), [overlap, cores, writeLink]);
  return (
    <OverlapProvider value={inner}>
      <TimelineProvider value={timeline}>
        <Suspense>
          <Shown />
        </Suspense>
      </TimelineProvider>
    </OverlapProvider>
  );
}

function Page() {
  const [helping, setHelping] = useState(false);
  const help = useCallback(() => setHelping(true), []);
  const shown = useApp((state) => state.mode);
  const { id, name, Body } = MODES.find((mode) => mode.id === shown)!;
  useKeys(IDS, help);
  return (
    <div className="page" data-layout={useLayout()} data-mode={id}>
      <SkipLink />
      <TopBar modes={MODES} />
      <HelpContext value={help}>
        <Boundary key={id} what={name}>
          <Suspense fallback={<main id="stage" className="stage" aria-busy="true" />}>
            <Body />
          </Suspense>
        </Boundary>
      </HelpContext>
      <Suspense>{helping && <Help onClose={() => setHelping(false)} />}</Suspense>
      <Announcer />
    </div>
  );
}
