/** How parts of the frame ask for the help. */
import { createContext } from 'react';

export const HelpContext = createContext<() => void>(() => {});
