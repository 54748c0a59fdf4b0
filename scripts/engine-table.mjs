/** The table of what the exported programs took on the real engines (test/engines/README.md): a part for each family of engines, kept from its last whole run. */

const [BEGIN, END] = ['<!-- table -->', '<!-- /table -->'];

const offBy = ({ realMs, predictedMs }) => {
  const off = (100 * (realMs - predictedMs)) / predictedMs;
  return `${off < 0 ? '-' : '+'}${Math.abs(off).toFixed(1)} %`;
};

function line(row) {
  const { engine, scenario, predictedMs, realMs, runs, short, known } = row;
  const more = short.length > 1 ? ` and ${short.length - 1} more` : '';
  const verdict = short.length === 0 ? 'met' : `not met: ${known ?? `${short[0]}${more}`}`;
  const times = runs > 1 ? ` (${runs} runs)` : '';
  return `| ${engine} | ${scenario} | ${predictedMs.toFixed(0)} | ${realMs.toFixed(0)}${times} | ${offBy(row)} | ${verdict} |`;
}

/** One family's part: where and when it ran, the table, how many are met. */
function partOf(family, rows, where) {
  const met = rows.filter(({ short }) => short.length === 0).length;
  return [
    `### ${family}`,
    '',
    where,
    '',
    '| engine | scenario | predicted ms | real ms | off by | by the rule |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows.map(line),
    '',
    `${met} of ${rows.length} met.`,
  ].join('\n');
}

/** The parts of what has run, by family, in the order in which they came. `where`: day, machine, load and versions, as a sentence. */
export function partsOf(rows, where) {
  const families = [...new Set(rows.map(({ family }) => family))];
  return families.map((family) => {
    const own = rows.filter((row) => row.family === family);
    return { family, isWhole: own.length === own[0].of, text: partOf(family, own, where) };
  });
}

/** The README with these parts in place of the ones of the same families. Parts of other families stay; a new one comes last. */
export function withParts(readme, parts) {
  const [before, rest = ''] = readme.split(BEGIN);
  const [kept = '', after = ''] = rest.split(END);
  const old = kept
    .split(/^(?=### )/m)
    .map((text) => text.trim())
    .filter((text) => text.startsWith('### '));
  const texts = new Map(old.map((text) => [text.split('\n')[0].slice(4), text]));
  for (const { family, text } of parts) texts.set(family, text);
  return `${before}${BEGIN}\n${[...texts.values()].join('\n\n')}\n${END}${after}`;
}
