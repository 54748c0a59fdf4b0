/** The table of what the exported programs took on the real engines (test/engines/README.md): a part for each family of engines, kept from its last whole run. */

const [BEGIN, END] = ['<!-- table -->', '<!-- /table -->'];

/**
 * @typedef {object} Row what one program took
 * @property {string} family `Ray`
 * @property {number} of how many programs its family has
 * @property {string} engine
 * @property {string} scenario
 * @property {number} predictedMs
 * @property {number} realMs
 * @property {number} runs
 * @property {readonly string[]} short what is not met of the rule of comparison
 * @property {string} [known] why it is not met
 */

const offBy = ({ realMs, predictedMs }) => {
  const off = (100 * (realMs - predictedMs)) / predictedMs;
  return `${off < 0 ? '-' : '+'}${Math.abs(off).toFixed(1)} %`;
};

/** @param {Row} row */
function line(row) {
  const { engine, scenario, predictedMs, realMs, runs, short, known } = row;
  const more = short.length > 1 ? ` and ${short.length - 1} more` : '';
  const verdict = short.length === 0 ? 'met' : `not met: ${known ?? `${short[0]}${more}`}`;
  const times = runs > 1 ? ` (${runs} runs)` : '';
  return `| ${engine} | ${scenario} | ${predictedMs.toFixed(0)} | ${realMs.toFixed(0)}${times} | ${offBy(row)} | ${verdict} |`;
}

/**
 * One family's part: where and when it ran, the table, how many are met.
 * @param {string} family
 * @param {readonly Row[]} rows
 * @param {string} where day, machine, load and versions, as a sentence
 */
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

/**
 * The parts of what has run, by family, in the order in which they came.
 * @param {readonly Row[]} rows
 * @param {string} where
 */
export function partsOf(rows, where) {
  const families = [...new Set(rows.map(({ family }) => family))];
  return families.map((family) => {
    const own = rows.filter((row) => row.family === family);
    return { family, isWhole: own.length === own[0].of, text: partOf(family, own, where) };
  });
}

/**
 * The README with these parts in place of the ones of the same families. Parts of other families stay; a new one comes last.
 * @param {string} readme
 * @param {readonly { family: string, text: string }[]} parts
 */
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
