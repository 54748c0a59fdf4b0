/** Rules that the model can be told to leave out, to show what each of them does. */
export interface Rules {
  /** What computes on an event loop keeps it from everybody else. */
  readonly loopStalls: boolean;
  /** A GIL waiter asks the holder to drop when the switch interval has passed. */
  readonly gilSwitches: boolean;
  /** Which waiter gets the GIL next is drawn; else the first who came. */
  readonly drawnHandOver: boolean;
}

export const ALL_RULES: Rules = { loopStalls: true, gilSwitches: true, drawnHandOver: true };
