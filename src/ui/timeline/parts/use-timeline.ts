/** The timeline that is on the page, for parts of the page that show a place of it or read where it stands. */
import { createContext, type RefObject, useContext } from 'react';
import type { Surface } from '../surface/surface.ts';

/** `current` is null as long as no timeline is on the page. */
export type TimelineRef = RefObject<Surface | null>;

const Context = createContext<TimelineRef | undefined>(undefined);
export const TimelineProvider = Context.Provider;

/** A page without a provider shows a timeline that nobody else reaches. */
const NOBODY: TimelineRef = { current: null };

export const useTimeline = (): TimelineRef => useContext(Context) ?? NOBODY;
