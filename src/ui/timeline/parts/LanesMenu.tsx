/** The button of the lanes' menu: order, pinned and hidden lanes, own axes. The menu is loaded when first opened. */

import { lazy, Suspense, useRef, useState } from 'react';
import { Icon } from '../../base/Icon.tsx';

const LanesPopup = lazy(() => import('./lanes/LanesPopup.tsx'));

export function LanesMenu() {
  const [used, setUsed] = useState(false);
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const press = () => {
    setUsed(true);
    setOpen(!open);
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className="button quiet"
        title="Lanes: order, pinned and hidden, axes"
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={press}
      >
        <Icon name="lanes" />
        <span>Lanes</span>
      </button>
      <Suspense>{used && <LanesPopup anchor={button} open={open} onOpen={setOpen} />}</Suspense>
    </>
  );
}
