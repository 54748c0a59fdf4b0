/** What the bar's buttons do. */
import type { Overlap } from '../../store/overlap.ts';

export const tools = {
  measure({ store }: Overlap): void {
    store.setState({ measuring: !store.getState().measuring });
  },
  replay({ store }: Overlap): void {
    store.setState(({ cursorMs }) => ({ cursorMs: cursorMs === null ? 0 : null, playing: 0 }));
  },
  note(_: Overlap): void {},
  follow({ store }: Overlap): void {
    store.setState({ following: true });
  },
};
