/** What the page has to say of itself now. */
import type { RunServed } from '../../kernel/live/tabs/guest.ts';
import type { Sent } from '../../store/share/sent-results.ts';
import type { Report } from '../base/report.ts';

export type Told =
  /** `take` puts the new version in the place of this one and reloads the page. */
  | { readonly is: 'new version'; take(): void }
  /** A part of the page that is loaded when it is needed did not come. */
  | { readonly is: 'not loaded' }
  | { readonly is: 'trouble'; readonly report: Report }
  /** What was measured where the link was made. */
  | { readonly is: 'sent'; readonly sent: Sent }
  /** This tab cannot work for others: Web Locks are only there where the page comes over HTTPS, or from this computer. */
  | { readonly is: 'cannot work' }
  /** This tab works for these runs of other tabs, until it leaves. */
  | { readonly is: 'working'; readonly runs: readonly RunServed[]; leave(): void };

let told: readonly Told[] = [];
const listeners = new Set<() => void>();

/** Of each kind only the first is said, until it is put away: the first of several errors is the one that the others follow from. */
export function say(one: Told): void {
  if (!told.some(({ is }) => is === one.is)) change([...told, one]);
}

/** What is said of its kind is this from now on. */
export function renew(one: Told): void {
  const at = told.findIndex(({ is }) => is === one.is);
  change(at < 0 ? [...told, one] : told.with(at, one));
}

export function putAway(kind: Told['is']): void {
  if (told.some(({ is }) => is === kind)) change(told.filter(({ is }) => is !== kind));
}

export const allTold = (): readonly Told[] => told;

export function subscribe(hear: () => void): () => void {
  listeners.add(hear);
  return () => listeners.delete(hear);
}

function change(next: readonly Told[]): void {
  told = next;
  for (const hear of listeners) hear();
}
