/** The colours of `tokens.css` as the canvas needs them: resolved, light, dark or forced. */

const NAMES = {
  bg: '--bg',
  line: '--line',
  line2: '--line-2',
  grid: '--grid',
  ink: '--ink',
  ink2: '--ink-2',
  ink3: '--ink-3',
  frame: '--frame',
  cpu: '--cpu',
  cpuText: '--cpu-text',
  sleepEdge: '--sleep-edge',
  sleepFill: '--sleep-fill',
  sleepText: '--sleep-text',
  wplace: '--wplace',
  wproc: '--wproc',
  wothers: '--wothers',
  fail: '--fail',
  failOn: '--fail-on',
  cancel: '--cancel',
} as const;

export type Palette = Readonly<Record<keyof typeof NAMES, string>>;

/** Reads the tokens as they apply to `element`. Probes resolve them, since the values may be `light-dark()` or system colours; all are there before one is read, so that styles are found once. */
export function readPalette(element: HTMLElement): Palette {
  const { ownerDocument } = element;
  const box = ownerDocument.createElement('span');
  box.style.cssText = 'position:absolute;visibility:hidden;forced-color-adjust:none';
  const names = Object.keys(NAMES) as (keyof typeof NAMES)[];
  const probes = names.map((name) => {
    const probe = ownerDocument.createElement('span');
    probe.style.color = `var(${NAMES[name]})`;
    return probe;
  });
  box.append(...probes);
  element.append(box);
  const palette = {} as Record<keyof typeof NAMES, string>;
  for (const [i, name] of names.entries()) palette[name] = getComputedStyle(probes[i]!).color;
  box.remove();
  return palette;
}

/** Calls `changed` when the colours may have changed. Gives a function that ends the watching. */
export function watchPalette(changed: () => void): () => void {
  const root = document.documentElement;
  const observer = new MutationObserver(changed);
  observer.observe(root, { attributes: true, attributeFilter: ['data-theme', 'class', 'style'] });
  const queries = ['(prefers-color-scheme: dark)', '(forced-colors: active)'].map((query) => matchMedia(query));
  for (const query of queries) query.addEventListener('change', changed);
  return () => {
    observer.disconnect();
    for (const query of queries) query.removeEventListener('change', changed);
  };
}
