/** Errors that nobody caught: said once, so that they are not only in the console. */
import { isNotLoaded, loadAgain, onLoadAgain } from '../../store/worker/again.ts';
import '../base/styles-again.ts';
import { reportOf } from '../base/report.ts';
import { putAway, say } from './told.ts';

export function hearTrouble(): void {
  addEventListener('error', ({ error }) => tell(error));
  addEventListener('unhandledrejection', ({ reason }) => tell(reason));
  addEventListener('online', loadAgain);
  onLoadAgain(() => putAway('not loaded'));
}

function tell(error: unknown): void {
  // What failed in the extension of a browser, or was broken off on purpose, is none of the page's.
  if (!(error instanceof Error) || error.name === 'AbortError') return;
  say(isNotLoaded(error) ? { is: 'not loaded' } : { is: 'trouble', report: reportOf(error) });
}
