/** Runs as files: text piece by piece into a blob, gzipped where wanted, the page left free meanwhile. */
import type { EngineFacts } from '../../engines/facts.ts';
import { csvText } from '../../trace/files/csv.ts';
import { eventsText } from '../../trace/files/events-out.ts';
import { traceText } from '../../trace/files/trace-out.ts';
import type { Trace } from '../../trace/trace.ts';
import type { State } from '../state/state.ts';
import { besideOf } from './beside.ts';

/** Forms in which a run is saved, but for pictures. */
export type Form = 'trace' | 'trace-gz' | 'events' | 'csv';

const TYPES: Record<Form, string> = {
  trace: 'application/json',
  'trace-gz': 'application/gzip',
  events: 'application/json',
  csv: 'text/csv',
};

/** As long as the page may be kept from drawing. */
const AT_A_TIME_MS = 8;

/** The run of a section as a file of this form. @throws the signal's reason */
export async function fileOf(
  form: Form,
  state: State,
  section: EngineFacts,
  trace: Trace,
  laneName: (lane: number) => string,
  signal?: AbortSignal,
): Promise<Blob> {
  const pieces = textOf(form, state, section, trace, laneName);
  const text = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const encoder = new TextEncoder();
      const began = performance.now();
      do {
        const { done, value } = pieces.next();
        if (done) {
          controller.close();
          return;
        }
        controller.enqueue(encoder.encode(value));
      } while (performance.now() - began < AT_A_TIME_MS);
      await new Promise((resolve) => setTimeout(resolve));
      signal?.throwIfAborted();
    },
  });
  const bytes = form === 'trace-gz' ? text.pipeThrough(new CompressionStream('gzip')) : text;
  const blob = await new Response(bytes).blob();
  return new Blob([blob], { type: TYPES[form] });
}

function textOf(
  form: Form,
  state: State,
  section: EngineFacts,
  trace: Trace,
  laneName: (lane: number) => string,
): Generator<string> {
  switch (form) {
    case 'csv':
      return csvText(trace);
    case 'events':
      return eventsText(trace, {
        title: section.title,
        laneName,
        counters: true,
        beside: besideOf(state, section.id, trace),
      });
    case 'trace':
    case 'trace-gz':
      return traceText(trace, besideOf(state, section.id, trace));
  }
}
