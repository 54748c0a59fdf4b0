/** How far live runs lie from their predictions, as two Markdown tables: the marks, and an engine a row, an example a column. */
import { table } from './table.mjs';

/** @typedef {import('./figures.ts').Figure} Figure */

const PAIR = 'error of the makespan, ';

/** @param {readonly Figure[]} figures */
export function agreementTable(figures) {
  const pairs = figures.filter(({ figure }) => figure.startsWith(PAIR));
  const presetOf = ({ figure }) => figure.slice(PAIR.length);
  const presets = [...new Set(pairs.map(presetOf))];
  const engines = [...new Set(pairs.map(({ row }) => row))];
  const cell = (engine, preset) => {
    const pair = pairs.find((one) => one.row === engine && presetOf(one) === preset);
    return pair === undefined ? '' : pair.values.length === 0 ? 'none' : signed(middle(pair.values));
  };
  const rows = engines.map((engine) => [engine, ...presets.map((preset) => cell(engine, preset))]);
  const head = ['error, %', ...presets];
  const lines = [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`);
  return `${table(figures.filter((figure) => !pairs.includes(figure)))}\n\n${lines.join('\n')}`;
}

const signed = (percent) => `${percent < 0 ? '-' : '+'}${Math.abs(percent).toFixed(1)}`;

/** The median. @param {readonly number[]} values */
function middle(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}
