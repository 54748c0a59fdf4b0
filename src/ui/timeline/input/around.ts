/** What pointer and keys ask of the page around the timeline. */
export interface Around {
  /** Says something to screen readers. */
  readonly say: (text: string) => void;
  /** Begins a note where the user is. */
  readonly note: () => void;
  /** Called once, when the user first touches the timeline. */
  readonly used: () => void;
}
