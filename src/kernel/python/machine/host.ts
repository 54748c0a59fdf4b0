/** What the machine needs from outside: processes filled with memory, real time, the user. */
import type { ProgramProcess } from './program-process.ts';

/** How the memory of a new process begins. */
export type Boot =
  /** An interpreter that has run nothing. `data`: what it is to unpickle and do. */
  | { readonly as: 'fresh'; readonly entry: 'main' | 'spawn' | 'server' | 'interpreter'; readonly data: Uint8Array }
  /** A copy of another process. */
  | { readonly as: 'copy'; readonly of: ProgramProcess; readonly entry: 'fork' | 'served'; readonly data: Uint8Array };

export interface MachineHost {
  /** Fills an interpreter; gives what starts its main stack. Real time passes, the program's does not. */
  boot(process: ProgramProcess, boot: Boot): Promise<() => void>;
  /** The process is gone: its interpreter may serve another. */
  ended(process: ProgramProcess): void;
  /** Asks the user for a line; null is the end of the input. */
  input(prompt: string): Promise<string | null>;
  /** Real time (ms). */
  realNow(): number;
  /** Lets messages in and pictures out. */
  breathe(): Promise<void>;
  /** Real time passes, so long (ms). */
  rest(ms: number): Promise<void>;
}
