/**
 * What the dock's left side can show, in the order of its tabs. To add a panel: write `src/ui/panels/NAME/` with a
 * component without props as default export, and a line here: `{ id: 'range', title: 'Range', Body: lazy(() => import('../panels/range/Range.tsx')) }`.
 * Only Figures is loaded with the page; the others when first shown.
 */
import type { ComponentType } from 'react';
import type { Panel } from '../../store/state/state.ts';
import { lazy } from '../base/lazy.tsx';
import { Figures } from './Figures.tsx';

interface PanelEntry {
  readonly id: Panel;
  readonly title: string;
  readonly Body: ComponentType;
}

export const PANELS: readonly PanelEntry[] = [
  { id: 'figures', title: 'Figures', Body: Figures },
  { id: 'charts', title: 'Charts', Body: lazy(() => import('../panels/charts/Charts.tsx')) },
  { id: 'tasks', title: 'Attempts', Body: lazy(() => import('../panels/tasks/Tasks.tsx')) },
  { id: 'range', title: 'Range', Body: lazy(() => import('../panels/range/Range.tsx')) },
  { id: 'output', title: 'Output', Body: lazy(() => import('../panels/output/Output.tsx')) },
  { id: 'monitor', title: 'Monitor', Body: lazy(() => import('../panels/monitor/Monitor.tsx')) },
  { id: 'compare', title: 'Compare', Body: lazy(() => import('../panels/compare/Compare.tsx')) },
  { id: 'notes', title: 'Notes', Body: lazy(() => import('../panels/notes/Notes.tsx')) },
];
