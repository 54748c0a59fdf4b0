/** When the next frame comes, and what it is for: at most one a frame of the browser, none where nothing has changed. */

export interface FrameWork {
  /** Draws. `moved`: the page may have been laid out anew since the last time. */
  draw(clockMs: number, moved: boolean): void;
  /** Nothing that is drawn has changed, but there are new traces to go on with. */
  takeIn(): void;
}

export class FrameLoop {
  /** A frame is being drawn right now. */
  inFrame = false;
  #request = 0;
  #isOn = false;
  #draws = false;
  #moved = true;

  constructor(readonly work: FrameWork) {}

  start(): void {
    this.#isOn = true;
  }

  stop(): void {
    this.#isOn = false;
    cancelAnimationFrame(this.#request);
    this.#request = 0;
  }

  /** Asks for a frame that reads the page and draws. */
  readonly draw = (): void => {
    this.#moved = true;
    this.redraw();
  };

  /** Asks for a frame that draws what has changed, where the page itself is as it was. */
  redraw(): void {
    this.#draws = true;
    this.goOn();
  }

  /** Asks for a frame that need not draw. */
  goOn(): void {
    if (this.#request === 0 && this.#isOn) this.#request = requestAnimationFrame(this.#frame);
  }

  readonly #frame = (clockMs: number): void => {
    this.#request = 0;
    if (!this.#draws) {
      this.work.takeIn();
      return;
    }
    const moved = this.#moved;
    this.#draws = false;
    this.#moved = false;
    this.inFrame = true;
    try {
      this.work.draw(clockMs, moved);
    } finally {
      this.inFrame = false;
    }
  };
}
