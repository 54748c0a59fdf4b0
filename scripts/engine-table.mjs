/** The table of what the exported programs took on the real engines (test/engines/README.md): a part for each family of engines, each row from its last run. */

const [BEGIN, END] = ['<!-- table -->', '<!-- /table -->'];
const HEAD = [
  '| engine | scenario | predicted ms | real ms | off by | by the rule | run |',
  '| --- | --- | --- | --- | --- | --- | --- |',
];

const offBy = ({ realMs, predictedMs }) => {
  const off = (100 * (realMs - predictedMs)) / predictedMs;
  return `${off < 0 ? '-' : '+'}${Math.abs(off).toFixed(1)} %`;
};

function line(row) {
  const { engine, scenario, predictedMs, realMs, runs, short, known, when } = row;
  const more = short.length > 1 ? ` and ${short.length - 1} more` : '';
  const verdict = short.length === 0 ? 'met' : `not met: ${known ?? `${short[0]}${more}`}`;
  const times = runs > 1 ? ` (${runs} runs)` : '';
  return `| ${engine} | ${scenario} | ${predictedMs.toFixed(0)} | ${realMs.toFixed(0)}${times} | ${offBy(row)} | ${verdict} | ${when} |`;
}

/** What a row is of: its first two cells. */
const keyOf = (text) => text.split(' | ', 2).join(' | ');

/** The rows of a part, in order. */
const linesIn = (part = '') => part.split('\n').filter((text) => text.startsWith('| ') && !HEAD.includes(text));

/** A family's part with these rows in it. `where`: machine and versions, as a sentence. */
function partWith(old, family, rows, where) {
  const lines = new Map([...linesIn(old), ...rows.map(line)].map((text) => [keyOf(text), text]));
  const met = [...lines.values()].filter((text) => text.includes(' | met | ')).length;
  const { of } = rows[0];
  const rest = of > lines.size ? ` ${of - lines.size} of the family’s ${of} programs have not been run.` : '';
  return [`### ${family}`, '', where, '', ...HEAD, ...lines.values(), '', `${met} of ${lines.size} met.${rest}`].join(
    '\n',
  );
}

/** The README with these rows in it, each in place of an older one of the same engine and scenario. Rows of others stay. */
export function withRows(readme, rows, where) {
  const [before, rest = ''] = readme.split(BEGIN);
  const [kept = '', after = ''] = rest.split(END);
  const old = kept
    .split(/^(?=### )/m)
    .map((text) => text.trim())
    .filter((text) => text.startsWith('### '));
  const parts = new Map(old.map((text) => [text.split('\n')[0].slice(4), text]));
  for (const family of new Set(rows.map((row) => row.family))) {
    const own = rows.filter((row) => row.family === family);
    parts.set(family, partWith(parts.get(family), family, own, where));
  }
  return `${before}${BEGIN}\n${[...parts.values()].join('\n\n')}\n${END}${after}`;
}
