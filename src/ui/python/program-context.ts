/** The program that the Python mode works on, for its parts. */
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { ProgramPage } from '../../store/python/program-page-actions.ts';
import type { ProgramSession } from '../../store/python/program-session.ts';
import type { ProgramState } from '../../store/python/program-state.ts';

const Context = createContext<ProgramPage | null>(null);
export const ProgramProvider = Context.Provider;

export const useProgramPage = (): ProgramPage => useContext(Context)!;
export const useSession = (): ProgramSession => useProgramPage().session;

/** A part of what is known of the program. The selector gives the same value for the same state. */
export const useProgram = <T>(selector: (state: ProgramState) => T): T => useStore(useSession().store, selector);
