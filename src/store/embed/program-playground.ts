/** A program on the page, as a host sees and steers it. Only the reader starts what the host has put in. */
import { RefusedError } from '../../kernel/live/refused-error.ts';
import { expected } from '../../scenario/expected.ts';
import { traceFile } from '../../trace/files/trace-file.ts';
import { hashOfProgram } from '../python/keep-program.ts';
import { isProgramHash, readProgramHash } from '../python/link.ts';
import type { ProgramPage } from '../python/program-page-actions.ts';
import { FROM_A_LINK } from '../python/program-session.ts';
import type { Ran } from '../python/program-state.ts';
import type { Playground } from './door.ts';
import type { ToHost } from './messages.ts';
import { openLinkOf } from './tasks-playground.ts';

const WAITS = 'a program that came from another page is started by the reader, with Run';

export function programPlayground({ overlap, session }: ProgramPage, setTheme: (name: unknown) => void): Playground {
  const link = () => openLinkOf(location.href.replace(/#.*$/, '') + hashOfProgram(session));
  const noScenario = () => {
    throw new RefusedError('a program is shown here, and no scenario: load a link that begins with #v1=');
  };
  return {
    load: async (x) => {
      const hash = typeof x === 'string' ? (/#python=.*$/s.exec(x)?.[0] ?? '') : '';
      if (!isProgramHash(hash)) throw expected('program', 'a link that has #python= in it', x);
      const { program, image } = readProgramHash(hash);
      session.receive({
        program,
        notice: FROM_A_LINK,
        foreign: true,
        image,
      });
      return link();
    },
    run: async () => {
      if (session.store.getState().foreign) throw new RefusedError(WAITS);
      session.run();
      return undefined;
    },
    cancel: () => session.cancel(),
    scenario: noScenario,
    link,
    traces: () => {
      const { shown } = session.store.getState();
      return shown ? { program: traceFile(shown.record.trace) } : {};
    },
    predict: async () => noScenario(),
    theme: (name) => {
      setTheme(name);
      overlap.store.getState().tracesChanged();
    },
  };
}

/** Tells the host of runs and of changes. Gives what ends this. */
export function tellOfProgram({ session }: ProgramPage, tell: (message: ToHost) => void): () => void {
  const { store } = session;
  const link = () => openLinkOf(location.href.replace(/#.*$/, '') + hashOfProgram(session));
  return store.subscribe((now, before) => {
    if (now.program !== before.program) tell({ overlap: 1, event: 'change', link: link() });
    if (now.running && !before.running) tell({ overlap: 1, event: 'progress', engines: ['program'], nowMs: 0 });
    if (now.shown?.ended && now.shown !== before.shown) tell(resultOf(now.shown));
  });
}

function resultOf({ record, ended }: Ran): ToHost {
  const output = record.output
    .map(({ text }) => text)
    .join('')
    .slice(-MOST_OUTPUT);
  const results = [{ engine: 'program', title: 'Program', makespanMs: record.trace.totalMs, measured: false }];
  return { overlap: 1, event: 'result', how: ended!.end.exit, results, output };
}

const MOST_OUTPUT = 10_000;
