/** The room that an element has, for what is drawn to fit it. */
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** Pixels; 0 before it is known. */
export interface Room {
  readonly width: number;
  readonly height: number;
}

export function useRoom(): [box: RefObject<HTMLDivElement | null>, room: Room] {
  const box = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState<Room>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = box.current!;
      setRoom((old) => (old.width === width && old.height === height ? old : { width, height }));
    };
    const observer = new ResizeObserver(measure);
    observer.observe(box.current!);
    measure();
    return () => observer.disconnect();
  }, []);
  return [box, room];
}
