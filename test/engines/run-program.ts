/** Runs an exported program as its user would, and reads the trace that it wrote. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { transformWithOxc } from 'vite';
import { programOf } from '../../src/code/program.ts';
import { type TraceFile, traceFile } from '../../src/trace/files/trace-file.ts';
import { importText } from '../import-text.ts';
import type { Case } from './scenarios.ts';

const PATIENCE_MS = 120_000;

/** A program whose caller's call raised ends with that error, which its trace tells. */
const ENDS_WITH = /ValueError: |unhandled errors in a TaskGroup|MaxRetriesExceededError|Broken|RayTaskError/;

/** The trace of one run. `python`: the interpreter that has the engines; `brokers`: Celery's environment by its broker. */
export async function runProgram(
  { engine, place, scenario }: Case,
  python: string,
  brokers: Readonly<Record<string, NodeJS.ProcessEnv>> = {},
): Promise<TraceFile> {
  const folder = mkdtempSync(join(tmpdir(), 'program-'));
  const isNode = place === 'node';
  const [file, out] = [join(folder, isNode ? 'program.mjs' : 'program.py'), join(folder, 'trace.json')];
  try {
    const text = programOf(engine.id, scenario);
    writeFileSync(file, isNode ? (await transformWithOxc(text, 'program.mts')).code : text);
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(resolve('node_modules/comlink'), join(folder, 'node_modules/comlink'));
    // Warnings of the program itself are errors, those of its engine are not its own.
    const [command, flags] = isNode ? [process.execPath, []] : [python, ['-W', 'error:::__main__']];
    const env = { ...process.env, ...brokers[place] };
    const options = { cwd: folder, env, timeout: PATIENCE_MS, maxBuffer: 1 << 26 };
    await promisify(execFile)(command, [...flags, file, '--trace', out], options).catch((error) => {
      if (error.killed || !ENDS_WITH.test(error.stderr)) throw error;
    });
    return traceFile(importText(readFileSync(out, 'utf8')).trace);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
