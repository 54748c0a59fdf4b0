/** What to do in the mode that is on, instead of how the run stands. */
import { useEffect } from 'react';
import { announce } from '../base/Announcer.tsx';
import type { Layer } from '../keys/layers.ts';
import { modeLine } from './mode-line.ts';

export default function ModeLine({ layers, byKeys }: { readonly layers: readonly Layer[]; readonly byKeys: boolean }) {
  const says = modeLine(layers, byKeys);
  useEffect(() => {
    if (says) announce(says);
  }, [says]);
  return says;
}
