/** The place right of the tabs, where the panel shown puts its own controls (`panels/PanelTools.tsx`). */
import { createContext } from 'react';

export const ToolsContext = createContext<HTMLElement | null>(null);
