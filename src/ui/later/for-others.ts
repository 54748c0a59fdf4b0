/** This tab works for runs of other tabs, where its address ends with `&look=worker`: the box says so, and ends it. */
import type { RunServed } from '../../kernel/live/tabs/guest.ts';
import { putAway, renew, say } from './told.ts';

export async function workForOthers(): Promise<void> {
  if (!navigator.locks) return say({ is: 'cannot work' });
  const { GuestTab } = await import('../../kernel/live/tabs/guest.ts');
  const tell = (runs: readonly RunServed[]) => renew({ is: 'working', runs, leave });
  const tab = new GuestTab(tell);
  const leave = () => {
    tab.leave();
    putAway('working');
  };
  tell([]);
}
