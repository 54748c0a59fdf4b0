/**
 * How one looks at a scenario, at the end of its link: `&look=time:100-2500;at:1200;range:0-80;task:web-workers/3/1;panel:charts`. Times are ms.
 * The scenario opens without it, in versions that know it and without any of it being right.
 */
import { ENGINES } from '../../engines/list.ts';
import type { Panel, State, TimeWindow } from '../state/state.ts';
import type { Store } from '../state/store.ts';

const MARKER = '&look=';
const PANELS: readonly Panel[] = ['figures', 'charts', 'tasks', 'range', 'output', 'compare', 'notes'];
type Seen = Pick<State, 'view' | 'cursorMs' | 'range' | 'selected' | 'panel'>;

/** A link without what follows the scenario in it. */
export const withoutLook = (link: string): string => link.replace(/&look=[^&]*$/, '');

/** The end of a link; empty where one looks at it as it opens and nothing goes `beside` it. */
export function lookOf(seen: Seen, beside: readonly string[] = []): string {
  const parts = [...partsOf(seen), ...beside];
  return parts.length === 0 ? '' : MARKER + parts.join(';');
}

function partsOf({ view, cursorMs, range, selected, panel }: Seen): string[] {
  return [
    view && `time:${span(view)}`,
    cursorMs !== null && `at:${number(cursorMs)}`,
    range && `range:${span(range)}`,
    selected &&
      ENGINES.some(({ id }) => id === selected.engine) &&
      `task:${selected.engine}/${selected.task}/${selected.attempt}`,
    panel !== 'figures' && `panel:${panel}`,
  ].filter((part) => typeof part === 'string');
}

const number = (ms: number): string => String(Math.round(ms * 1000) / 1000);
const span = ({ fromMs, toMs }: TimeWindow): string => `${number(fromMs)}-${number(toMs)}`;

/** Looks at the scenario on the page as a link says. What cannot be read, or is not there, is left as it is. */
export function lookAs(hash: string, store: Store): void {
  const text = /&look=([^&]*)$/.exec(hash)?.[1];
  if (text === undefined || text.length > MOST) return;
  const { look, replay, showPanel } = store.getState();
  for (const part of text.split(';')) {
    const [, name, value = ''] = /^([a-z]+):(.*)$/.exec(part) ?? [];
    const window = windowOf(value);
    switch (name) {
      case 'time':
        if (window) look({ view: window });
        break;
      case 'range':
        if (window) look({ range: window });
        break;
      case 'at':
        if (TIME.test(value)) replay({ cursorMs: Number(value) });
        break;
      case 'task': {
        const selected = selectedOf(value, store.getState());
        if (selected) look({ selected });
        break;
      }
      case 'panel': {
        const panel = PANELS.find((one) => one === value);
        if (panel) showPanel(panel);
      }
    }
  }
}

/** A link of more characters of this has been tampered with. */
const MOST = 1_000;
const TIME = /^\d{1,9}(\.\d{1,3})?$/;

function windowOf(value: string): TimeWindow | undefined {
  const [from = '', to = '', ...more] = value.split('-');
  if (!TIME.test(from) || !TIME.test(to) || more.length > 0 || Number(from) >= Number(to)) return undefined;
  return { fromMs: Number(from), toMs: Number(to) };
}

function selectedOf(value: string, { draft, scenario }: State): State['selected'] {
  const [, engine = '', task, attempt] = /^([\w.-]{1,60})\/(\d{1,7})\/(\d{1,3})$/.exec(value) ?? [];
  if (!draft.engines.includes(engine) || Number(task) >= scenario.tasks.length) return null;
  return { engine, task: Number(task), attempt: Number(attempt) };
}
