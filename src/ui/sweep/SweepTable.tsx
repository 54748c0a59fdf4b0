/** What the chart shows, as a table for screen readers. */
import { memo } from 'react';
import { engineById } from '../../engines/list.ts';
import { SIZES } from '../../store/sweep/sizes.ts';
import type { Curve } from '../../store/sweep/sweeper.ts';
import { nameOf } from '../words/names-and-numbers.ts';
import { valueAt, verticesOf } from './lines.ts';
import type { Measure } from './measures.ts';

export const SweepTable = memo(function SweepTable({
  curves,
  measure,
}: {
  curves: readonly Curve[];
  measure: Measure;
}) {
  const columns = curves.map((curve) => ({ id: curve.engine, vertices: verticesOf(curve, measure) }));
  return (
    <div className="unseen">
      <table>
        <caption>Predicted {measure.name} by pool size</caption>
        <thead>
          <tr>
            <th scope="col">Pool size</th>
            {columns.map(({ id }) => (
              <th key={id} scope="col">
                {nameOf(engineById(id))}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {SIZES.map((size) => (
            <tr key={size}>
              <th scope="row">{size}</th>
              {columns.map(({ id, vertices }) => (
                <td key={id}>{measure.format(valueAt(vertices, size))}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
});
