/** Under the knob that says which Python: what the article shows, and the way to what differs. */
import { Suspense, useState } from 'react';
import { lazyExtra } from '../base/lazy.tsx';

const WhichPython = lazyExtra(() => import('./WhichPython.tsx'));

export default function PythonRemark() {
  const [asked, setAsked] = useState(false);
  return (
    <>
      <p className="knob-trouble">
        What the article shows is 3.11’s era.{' '}
        <button type="button" className="link" aria-haspopup="dialog" onClick={() => setAsked(true)}>
          Which Python?
        </button>
      </p>
      <Suspense>{asked && <WhichPython onClose={() => setAsked(false)} />}</Suspense>
    </>
  );
}
