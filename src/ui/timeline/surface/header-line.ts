/** Writes an engine's progress line (and, narrow, its figures) into the page without React. */
import type { Picture } from '../model/picture.ts';
import { Deliveries, progressOf } from '../model/progress.ts';

/** The elements of one engine's header that change while it runs. */
export interface HeaderParts {
  readonly progress: HTMLElement;
  readonly percent: HTMLElement;
  readonly bar: HTMLElement;
  readonly text: HTMLElement;
  readonly short: HTMLElement;
  readonly figuresHead: HTMLElement;
  readonly figuresRest: HTMLElement;
}

const deliveries = new Deliveries();

export function writeHeader(parts: HeaderParts, picture: Picture, figures: string): void {
  const trace = picture.measured?.trace;
  const total = (trace ?? picture.predicted?.trace)?.scenario.tasks.length ?? 0;
  const elapsedMs = trace ? (Number.isNaN(trace.totalMs) ? trace.nowMs : trace.totalMs) : 0;
  const done = trace ? deliveries.count(trace) : 0;
  const progress = progressOf(done, total, Number.isNaN(elapsedMs) ? 0 : elapsedMs, picture.live);
  write(parts.percent, progress.percent);
  write(parts.text, progress.text);
  write(parts.short, progress.short);
  const width = `${total > 0 ? (done / total) * 100 : 0}%`;
  if (parts.bar.style.width !== width) parts.bar.style.width = width;
  parts.progress.setAttribute('aria-valuenow', String(done));
  parts.progress.setAttribute('aria-valuemax', String(Math.max(1, total)));
  parts.progress.setAttribute('aria-valuetext', `${done} of ${total} done`);
  const cut = figures.indexOf(' ');
  const unit = figures.indexOf(' ', cut + 1);
  const head = unit < 0 ? figures.length : unit;
  write(parts.figuresHead, figures.slice(0, head));
  write(parts.figuresRest, figures.slice(head));
}

function write(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
