/** The one table: figures of all benches with median, quartiles, ratio and mark, as Markdown. */
import { readFileSync } from 'node:fs';

/** @typedef {import('./figures.ts').Figure} Figure */

/** The bench whose figures stand in the head: what kind of machine this is. */
const MACHINE = 'machine';

/** @param {string} file @returns {Figure[]} */
export function readFigures(file) {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line));
}

/** @param {readonly number[]} values @param {number} share */
function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)];
  return low + (sorted[Math.ceil(at)] - low) * (at - Math.floor(at));
}

/** What kind of machine this is, in one sentence; empty where that was not measured. @param {readonly Figure[]} figures */
export function machineLine(figures) {
  const parts = figures
    .filter(({ bench, values }) => bench === MACHINE && values.length > 0)
    .map(({ figure, values, unit }) => `${figure} ${short(quantile(values, 0.5))} ${unit}`);
  return parts.length === 0 ? '' : `This machine: ${parts.join(', ')}.`;
}

/** Three figures, thousands set apart. */
function short(value) {
  if (!Number.isFinite(value)) return '';
  const size = Math.abs(value);
  if (size >= 1000) return Math.round(value).toLocaleString('en');
  return value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 || size === 0 ? 2 : 3);
}

/** `met` is undefined where there is no mark. @param {Figure} figure @param {readonly Figure[]} all */
function judged(figure, all) {
  const middle = quantile(figure.values, 0.5);
  const other = all.find((o) => o.bench === figure.bench && o.figure === figure.figure && o.row === figure.against);
  const ratio = other && other.values.length > 0 ? middle / quantile(other.values, 0.5) : undefined;
  const { atMost, atLeast, against } = figure;
  const value = against === undefined ? middle : ratio;
  if (atMost === undefined && atLeast === undefined) return { ratio, met: undefined };
  // What could not be measured met no mark.
  if (value === undefined || Number.isNaN(value)) return { ratio, met: false };
  return { ratio, met: (atMost === undefined || value <= atMost) && (atLeast === undefined || value >= atLeast) };
}

/** @param {readonly Figure[]} figures */
export function table(figures) {
  const head = ['figure', 'of', 'median', 'quartiles', 'n', 'ratio', 'mark', ''];
  const lines = [head, head.map(() => '---')];
  let [bench, name] = ['', ''];
  for (const figure of inOrder(figures)) {
    if (figure.bench !== bench) lines.push([`**${figure.bench}**`, '', '', '', '', '', '', '']);
    const { ratio, met } = judged(figure, figures);
    const { values, unit, against, atMost, atLeast } = figure;
    const sign = against === undefined ? '' : ' x';
    const mark = atMost !== undefined ? `<= ${atMost}${sign}` : atLeast !== undefined ? `>= ${atLeast}${sign}` : '';
    const verdict = met === undefined ? '' : met ? 'met' : '**missed**';
    lines.push([
      figure.bench === bench && figure.figure === name ? '' : figure.figure,
      figure.row,
      values.length === 0 ? 'none' : `${short(quantile(values, 0.5))} ${unit}`.trim(),
      values.length < 2 ? '' : `${short(quantile(values, 0.25))} to ${short(quantile(values, 0.75))}`,
      String(values.length),
      ratio === undefined ? '' : `${short(ratio)} x ${against}`,
      mark,
      [verdict, figure.note ?? ''].filter(Boolean).join(': '),
    ]);
    [bench, name] = [figure.bench, figure.figure];
  }
  const wide = head.map((_, i) => Math.max(...lines.map((line) => line[i].length)));
  return lines.map((line) => `| ${line.map((cell, i) => cell.padEnd(wide[i])).join(' | ')} |`).join('\n');
}

/** Those of one bench and of one figure stand together, in the order in which they first came. @param {readonly Figure[]} figures */
function inOrder(figures) {
  const key = ({ bench, figure }) => `${bench}\n${figure}`;
  const benches = [...new Set(figures.map(({ bench }) => bench))].filter((bench) => bench !== MACHINE);
  return benches.flatMap((bench) => {
    const own = figures.filter((figure) => figure.bench === bench);
    return [...new Set(own.map(key))].flatMap((one) => own.filter((figure) => key(figure) === one));
  });
}

/** How many marks there are, and those that were missed. @param {readonly Figure[]} figures */
export function marks(figures) {
  const all = figures.filter((figure) => judged(figure, figures).met !== undefined);
  const missed = all.filter((figure) => judged(figure, figures).met === false);
  return { count: all.length, missed: missed.map(({ bench, figure, row }) => `${bench}: ${figure}: ${row}`) };
}
