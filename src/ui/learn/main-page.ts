/** The store of the whole page: within a lesson the parts of the timeline have the lesson's own. */
import { createContext } from 'react';
import type { Store } from '../../store/overlap.ts';

export const MainPage = createContext<Store | null>(null);
