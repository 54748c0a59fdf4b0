/** What a program is run with unless somebody says otherwise. */
import { DEFAULT_LIMITS, type Options, type ProgramMachine } from './messages.ts';

/** The 2-core Linux machine of the recordings, CPython 3.14.10: medians of the start costs measured there. */
const CPYTHON_314_LINUX: ProgramMachine = {
  cores: 2,
  switchIntervalMs: 5,
  threadStartMs: 0.03,
  forkStartMs: 1.422,
  spawnStartMs: 56.821,
  forkserverStartMs: 60.359,
  forkserverForkMs: 3.767,
  interpreterStartMs: 51.295,
  nsPerCheck: 50,
};

export function defaultOptions({ machine, ...changes }: DefaultChanges = {}): Options {
  return {
    clock: 'virtual',
    seed: 1,
    machine: { ...CPYTHON_314_LINUX, ...machine },
    pythonLike: '3.14',
    limits: DEFAULT_LIMITS,
    ...changes,
  };
}

export type DefaultChanges = Partial<Omit<Options, 'machine'>> & { readonly machine?: Partial<ProgramMachine> };
