/** Parts that are loaded when they are first shown. One that did not come is asked for again when all are: at a press, or when there is network again. */
import { type ComponentType, lazy as lazyOnce, useSyncExternalStore } from 'react';
import { loadRounds, onLoadAgain, tellError } from '../../store/worker/again.ts';

type Load<P> = () => Promise<{ readonly default: ComponentType<P> }>;

/** A part that is loaded when it is first shown, or ahead of that. */
export type Late<P> = ComponentType<P> & {
  /** Loads it before anything is shown of it: then it is there at once, without a picture of the page that lacks it. Where it does not come, it is asked for again when it is shown. */
  readonly ahead: () => Promise<void>;
};

/** Where it does not come, the `Boundary` around it says so. */
export function lazy<P extends object>(load: Load<P>): Late<P> {
  return asked(load, (error) => () => {
    throw error;
  });
}

/** One without which what is around it can be used: where it does not come there is nothing in its place, and the page's box says so. */
export function lazyExtra<P extends object>(load: Load<P>): Late<P> {
  return asked(load, (error) => {
    tellError(error);
    return () => null;
  });
}

function asked<P extends object>(load: Load<P>, instead: (error: unknown) => ComponentType<P>): Late<P> {
  let failedIn = Number.NaN;
  const ask = () =>
    lazyOnce(() =>
      load().catch((error: unknown) => {
        failedIn = loadRounds();
        return { default: instead(error) };
      }),
    ) as ComponentType<P>;
  let Part = ask();
  const Whole = (props: P) => {
    if (useSyncExternalStore(onLoadAgain, loadRounds) > failedIn) {
      failedIn = Number.NaN;
      Part = ask();
    }
    return <Part {...props} />;
  };
  const ahead = () =>
    load().then(
      (loaded) => {
        Part = loaded.default;
      },
      () => {},
    );
  return Object.assign(Whole, { ahead });
}
