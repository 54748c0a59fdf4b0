/** What the pointer is on, in words. The one shadow of the page. */
import './tooltip.css';
import { memo, useLayoutEffect, useReducer, useRef, useSyncExternalStore } from 'react';
import { describe } from '../rows/hit.ts';
import { placeTip } from '../surface/overlays.ts';
import type { Surface } from '../surface/surface.ts';
import { MarkSign } from './MarkSign.tsx';

export default memo(function Tooltip({ surface }: { readonly surface: Surface }) {
  const hit = useSyncExternalStore(surface.pointed.subscribe, surface.pointed.get);
  const box = useRef<HTMLDivElement>(null);
  const picture = hit && surface.pictureOf(hit.engine);
  const [, render] = useReducer((n: number) => n + 1, 0);
  const said = hit && picture ? describe(hit, picture, render) : undefined;
  useLayoutEffect(() => {
    if (box.current?.parentElement && surface.pointed.at) {
      placeTip(box.current.parentElement, surface.pointed.at.x, surface.pointed.at.y, true);
    }
  });
  return (
    said && (
      <div ref={box} className="tl-tip-box">
        <p>
          <b>{said.title}</b>
          {said.where}
        </p>
        {said.doing && (
          <p className="tl-tip-doing">
            {said.mark && <MarkSign name={said.mark} />}
            <span>{said.doing}</span>
            <span>{said.length}</span>
          </p>
        )}
        {said.rows.map(([label, value]) => (
          <p key={label} className="tl-tip-row">
            <span>{label}</span>
            <span>{value}</span>
          </p>
        ))}
      </div>
    )
  );
});
