/** How the answer says how high it is (px), so that the dock cuts nothing of it. */
import { createContext } from 'react';

export const FitContext = createContext<((needed: number) => void) | undefined>(undefined);
