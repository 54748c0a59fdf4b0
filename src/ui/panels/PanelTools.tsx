/** A panel's own controls, right of the tabs: what is below is all the panel's. */
import { type ReactNode, use } from 'react';
import { createPortal } from 'react-dom';
import { ToolsContext } from './tools-context.ts';

export function PanelTools({ children }: { children: ReactNode }) {
  const place = use(ToolsContext);
  return place && createPortal(children, place);
}
