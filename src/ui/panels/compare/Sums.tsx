/** What was set otherwise, how the makespans differ, and what all attempts together did otherwise. */

import type { Differences } from '../../../trace/compare/differences.ts';
import { Said } from '../../words/Said.tsx';
import { changes, counts, makespans } from './words.ts';

export function Sums({ differences }: { readonly differences: Differences }) {
  const changed = changes(differences);
  return (
    <div className="compare-sums">
      <p>
        <Said sentence={makespans(differences)} />
      </p>
      {changed && (
        <p>
          <Said sentence={changed} />
        </p>
      )}
      <p>
        <Said sentence={counts(differences)} />
      </p>
    </div>
  );
}
