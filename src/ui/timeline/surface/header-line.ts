/** Writes how an engine's run stands (and, narrow, its figures) into the page without React. */

import { foretold } from '../model/foretold.ts';
import { Later } from '../model/later.ts';
import type { Picture } from '../model/picture.ts';
import { lastRun } from '../rows/lanes.ts';

/** The elements of one engine's header that change while it runs. */
export interface HeaderParts {
  readonly progress: HTMLElement;
  readonly bar: HTMLElement;
  readonly used: HTMLElement;
  readonly text: HTMLElement;
  readonly short: HTMLElement;
  readonly figuresHead: HTMLElement;
  readonly figuresRest: HTMLElement;
}

const standing = new Later(async () => {
  const { Deliveries, standingOf } = await import('../model/standing.ts');
  return { deliveries: new Deliveries(), standingOf };
});

/** `again` asks for another frame, when the words of runs are loaded. */
export function writeHeader(parts: HeaderParts, picture: Picture, figures: string, again: () => void): void {
  const measured = picture.measured?.trace;
  const predicted = picture.predicted?.trace;
  const run = measured && standing.get(again);
  const delivered = run?.deliveries.count(measured!, picture.engine);
  const { program } = picture;
  const { text, short, bar } = program
    ? { text: program.stands, short: program.standsShort, bar: undefined }
    : run && delivered
      ? run.standingOf(picture.engine, measured, predicted, delivered)
      : foretold(picture.engine, predicted);
  write(parts.used, usedWords(picture));
  const last = picture.last ? (lastRun.now?.lastRunStands(picture) ?? '') : '';
  write(parts.text, text + last);
  // Where it is short, the figures below tell of the last run.
  write(parts.short, short);
  const { progress } = parts;
  const goesOn = bar !== undefined && delivered !== undefined;
  progress.classList.toggle('tl-goes-on', goesOn);
  if (goesOn) {
    const width = `${bar * 100}%`;
    if (parts.bar.style.width !== width) parts.bar.style.width = width;
    set(progress, 'role', 'progressbar');
    set(progress, 'aria-valuenow', String(delivered.results + delivered.failed));
    set(progress, 'aria-valuemax', String(delivered.total));
    set(progress, 'aria-valuetext', text);
  } else if (progress.getAttribute('role') !== 'group') {
    set(progress, 'role', 'group');
    for (const name of ['aria-valuenow', 'aria-valuemax', 'aria-valuetext']) progress.removeAttribute(name);
  }
  const cut = figures.indexOf(' ');
  const unit = figures.indexOf(' ', cut + 1);
  const head = unit < 0 ? figures.length : unit;
  write(parts.figuresHead, figures.slice(0, head));
  write(parts.figuresRest, figures.slice(head));
}

/** Where the pool has more places than there are tasks to fill them. */
export function usedWords({ engine, main, lanes }: Picture): string {
  const { perTask, many } = engine.lanes;
  const { workers = 0 } = main?.trace.scenario ?? {};
  const pooled = !perTask && !engine.manyMachines && engine.knobs.some(({ name }) => name === 'workers');
  return pooled && lanes > 0 && lanes < workers ? `, ${lanes} of ${workers} ${many} used` : '';
}

function set(element: HTMLElement, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

function write(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
