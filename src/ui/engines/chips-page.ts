/** What the chips and their acts, which load later, tell each other. */

/** What the chips' acts may look at and change. */
export interface ChipsPage {
  readonly order: readonly string[];
  /** The order is what the user wants; `focused`: the chip that then has the focus, none for the way to the picker. */
  put(order: readonly string[], focused?: string): void;
  /** Shows an order while a chip is carried; null: nothing is carried any more. */
  show(carried: Carried | null): void;
  focus(id: string | undefined): void;
}

export interface Carried {
  readonly id: string;
  readonly order: readonly string[];
}
