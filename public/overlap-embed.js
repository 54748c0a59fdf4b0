/**
 * Puts Overlap into a page of yours: one script, one element. Its types are in overlap-embed.d.ts beside it.
 *
 *     <script src="https://overlap.example/overlap-embed.js" defer></script>
 *     <overlap-playground link="#v1=sleep+0..4&workers=3" style="height: 320px"></overlap-playground>
 *
 * Attributes: `link` (what follows # in an address of Overlap, or the whole address), `tasks` (lines of tasks, instead of a link),
 * `theme` (light or dark; else the reader's). Methods, all promises: load, run, cancel, scenario, link, traces, predict.
 * Events: overlap-ready, overlap-change, overlap-progress, overlap-result; `detail` has what is told.
 */
(() => {
  const home = new URL('.', document.currentScript.src);

  class OverlapPlayground extends HTMLElement {
    #frame;
    #ids = 0;
    #waiting = new Map();
    #ready;
    #isReady;
    #hear = (event) => this.#heard(event);

    constructor() {
      super();
      this.#awaitReady();
    }

    static observedAttributes = ['theme'];

    connectedCallback() {
      if (getComputedStyle(this).display === 'inline') this.style.display = 'block';
      if (this.clientHeight === 0) this.style.height = '360px';
      addEventListener('message', this.#hear);
      const frame = document.createElement('iframe');
      frame.src = this.#address();
      frame.title = this.getAttribute('title') ?? 'Overlap: tasks and when they ran';
      // Where this page is isolated, so may be the playground: then engines with a real lock run live.
      frame.allow = 'cross-origin-isolated; clipboard-write';
      frame.loading = 'lazy';
      frame.style.cssText = 'display: block; width: 100%; height: 100%; border: 0';
      this.replaceChildren(frame);
      this.#frame = frame;
      const tasks = this.getAttribute('tasks');
      if (tasks !== null) void this.load(tasks).catch((error) => console.error(error));
    }

    disconnectedCallback() {
      removeEventListener('message', this.#hear);
      this.#frame?.remove();
      for (const { reject } of this.#waiting.values()) reject(new Error('The playground was taken out of the page.'));
      this.#waiting.clear();
      this.#awaitReady();
    }

    attributeChangedCallback(_name, old, theme) {
      if (this.#frame && theme !== old) void this.#ask('theme', theme).catch(() => {});
    }

    /** Shows notation, a scenario object, a link or what follows # in one; of a program, a link. Gives the scenario, or the link. */
    load(x) {
      return this.#ask('load', x);
    }

    /** Runs what is shown; settles when it has ended. A program from elsewhere is refused until the reader has pressed Run. */
    run() {
      return this.#ask('run');
    }

    cancel() {
      return this.#ask('cancel');
    }

    scenario() {
      return this.#ask('scenario');
    }

    /** The address that opens what is shown in Overlap itself. */
    link() {
      return this.#ask('link');
    }

    /** The last measured run by engine: objects of the format concurrency-trace/1. */
    traces() {
      return this.#ask('traces');
    }

    predict(query) {
      return this.#ask('predict', query);
    }

    #address() {
      const link = this.getAttribute('link') ?? '';
      const address = new URL(home);
      address.searchParams.set('embed', '');
      if (location.origin !== 'null') address.searchParams.set('origin', location.origin);
      const theme = this.getAttribute('theme');
      if (theme) address.searchParams.set('theme', theme);
      const at = link.indexOf('#');
      if (at >= 0) address.hash = link.slice(at);
      return address.href;
    }

    #awaitReady() {
      this.#ready = new Promise((resolve) => {
        this.#isReady = resolve;
      });
    }

    async #ask(call, given) {
      await this.#ready;
      const id = ++this.#ids;
      return new Promise((resolve, reject) => {
        this.#waiting.set(id, { resolve, reject });
        this.#frame.contentWindow.postMessage({ overlap: 1, id, call, with: given }, home.origin);
      });
    }

    #heard({ source, origin, data }) {
      if (source !== this.#frame?.contentWindow || origin !== home.origin || data?.overlap !== 1) return;
      if (data.event) {
        if (data.event === 'ready') this.#isReady();
        const { overlap: _, event, ...detail } = data;
        this.dispatchEvent(new CustomEvent(`overlap-${event}`, { detail, bubbles: true }));
        return;
      }
      const asked = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      if (data.error) asked?.reject(Object.assign(new Error(data.error.message), { name: data.error.name }));
      else asked?.resolve(data.result);
    }
  }

  if (!customElements.get('overlap-playground')) customElements.define('overlap-playground', OverlapPlayground);
})();
