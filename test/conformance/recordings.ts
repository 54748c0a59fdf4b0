/** The recordings of real runs, and predictions of their scenarios. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Engine } from '../../src/engines/engine.ts';
import { engineById } from '../../src/engines/list.ts';
import { loadParts } from '../../src/kernel/virtual/late-parts.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { ALL_RULES, type Rules } from '../../src/kernel/virtual/rules.ts';
import { type TraceFile, traceFile } from '../../src/trace/files/trace-file.ts';
import { isDrawn, type Recording } from './rule.ts';

// Predictions here are made at once.
await loadParts();

const folder = new URL('./traces/', import.meta.url);

/** All recordings by file name. */
export const recordings: readonly (readonly [string, Recording])[] = readdirSync(folder, {
  recursive: true,
  encoding: 'utf8',
})
  .filter((name) => name.endsWith('.json'))
  .sort()
  .map((name) => [name.replace('.json', ''), JSON.parse(readFileSync(new URL(name, folder), 'utf8'))]);

/** The prediction, or a hundred of them where the order is drawn. The scenario's name is not handed over. */
export function predictionsOf(
  recording: Recording,
  engine: Engine = engineById(recording.engine),
  rules: Rules = ALL_RULES,
): TraceFile[] {
  const { name: _, ...scenario } = recording.scenario;
  const seeds = isDrawn(recording) ? 100 : 1;
  return Array.from({ length: seeds }, (_unused, seed) =>
    traceFile(predict(engine, { ...scenario, seed }, recording.machine, rules && { rules })),
  );
}
