/** Parts that are loaded when they are first shown. One that did not come is asked for again when all are: at a press, or when there is network again. */
import { type ComponentType, lazy as lazyOnce, useSyncExternalStore } from 'react';
import { loadRounds, onLoadAgain, tellError } from '../../store/worker/again.ts';

type Load<P> = () => Promise<{ readonly default: ComponentType<P> }>;

/** Where it does not come, the `Boundary` around it says so. */
export function lazy<P extends object>(load: Load<P>): ComponentType<P> {
  return asked(load, (error) => () => {
    throw error;
  });
}

/** One without which what is around it can be used: where it does not come there is nothing in its place, and the page's box says so. */
export function lazyExtra<P extends object>(load: Load<P>): ComponentType<P> {
  return asked(load, (error) => {
    tellError(error);
    return () => null;
  });
}

function asked<P extends object>(load: Load<P>, instead: (error: unknown) => ComponentType<P>): ComponentType<P> {
  let failedIn = Number.NaN;
  const ask = () =>
    lazyOnce(() =>
      load().catch((error: unknown) => {
        failedIn = loadRounds();
        return { default: instead(error) };
      }),
    ) as ComponentType<P>;
  let Part = ask();
  return (props) => {
    if (useSyncExternalStore(onLoadAgain, loadRounds) > failedIn) {
      failedIn = Number.NaN;
      Part = ask();
    }
    return <Part {...props} />;
  };
}
