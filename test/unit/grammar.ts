/** Rules of grammar for what the page says, as far as a pattern can tell them. */

const NUMBERS = 'two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[2-9]|[1-9][\\d,]+';
const THINGS = 'task|attempt|result|lane|worker|slot|permit|thread|process|core|error|engine|stretch';
const MANY = `(?:tasks (?:\\S+, )*\\S+ (?:and|to) \\S+(?: more)?|(?:${NUMBERS}|all|both) (?:tasks|attempts|results|engines|workers)|the other (?:${NUMBERS}))`;
const SINGULAR = 'waits|starts|takes|ends|holds|fails|dies|runs|is|was|has|begins|comes|follows';
const PLURAL = 'wait|start|take|end|hold|fail|die|run|are|were|have|begin|come|follow';

/** What is wrong wherever it stands. */
const NEVER: readonly (readonly [string, RegExp])[] = [
  ['a value that is none', /\b(?:NaN|undefined|null|Infinity)\b|\[object/],
  ['an empty name', /\btasks? (?:[,.:;]|$)|(?:^| )(?:’s|“”)|\bof [,.]/],
  ['a blank too many', /\s\s|^\s|\s$|\s[,.;:](?:\s|$)/],
  ['marks that do not follow each other', /[,;:]\.|\.\.(?!\.)|,,|: *$/],
  ['its turn, of many', new RegExp(`\\b${MANY} wait\\b[^.;]* for its turn`, 'i')],
  ['many that does', new RegExp(`\\b${MANY} (?:${SINGULAR})\\b`, 'i')],
  ['one that do', new RegExp(`\\b(?:(?:[Tt]ask (?!and\\b)[^ ,.;:’]+|[Ii]t|the other one)) (?:${PLURAL})\\b`)],
  ['all three, then it', /\b(?:all|both) ?\w* take [^:.]*: it\b/],
  ['a word of ours', /\b(?:makespans?|utilisation|tqdm|Amdahl|stragglers?|stale|one by one)\b/i],
  ['a percentage over 1000', /(?<![\d.])\d{4,}(?:\.\d+)? %/],
  ['more than two minutes in seconds', /(?<![\d.])(?:1[2-9]\d|[2-9]\d\d|\d{4,})(?:\.\d+)? s\b/],
  ['more than four figures', /(?<![\d.,])(?=[\d.]*\.)(?:\d\.?){5,} ?(?:µs|ms|s|min|%|×)/],
  ['one of several', new RegExp(`(?<![\\d.,]|of )\\b(?:one|1) (?:${THINGS})(?:s|es)\\b`, 'i')],
  ['several of one', new RegExp(`(?<![\\d.·]|task )\\b(?:${NUMBERS}) (?:${THINGS})(?![\\w])`, 'i')],
];

/** `4 of 3`, `339 of 60 ms`: what is counted is no more than what there is. */
function overCounted(text: string): boolean {
  for (const [, part, unit, whole, of] of text.matchAll(
    /(?<![\w.,])([\d,]+(?:\.\d+)?)( (?:ms|s))? of ([\d,]+(?:\.\d+)?)( (?:ms|s|min))?/g,
  )) {
    const number = (digits: string) => Number(digits.replaceAll(',', ''));
    // In one unit only; 1.2 % is rounding.
    if ((unit === undefined || unit === of) && number(part!) > number(whole!) * 1.02) return true;
  }
  return false;
}

/** What is wrong with words that are no sentence: a label, a line of a header. */
export function mistakesIn(text: string): string[] {
  const found = NEVER.filter(([, pattern]) => pattern.test(text)).map(([what]) => what);
  if (overCounted(text)) found.push('more than there is');
  return found;
}

/** Words that begin small wherever they stand: names of Python. */
const SMALL_NAME = /^(?:asyncio|multiprocessing|ray|threading)\./;
const MOST_WORDS = 25;

/** What is wrong with whole sentences. */
export function mistakesInSentences(text: string): string[] {
  const found = mistakesIn(text);
  if (!/[.?!…]$/.test(text)) found.push('no full stop');
  for (const sentence of text.split(/(?<=[.?!]) (?=\S)/)) {
    // A colon or a semicolon ends a clause as a full stop does; a number and its unit are one word.
    const clauses = sentence.replace(/(?<=\d) (?=(?:ms|s|µs|min|%)(?!\w))/g, '').split(/(?<=[:;]) /);
    if (!/^[\p{Lu}\d“]/u.test(sentence) && !SMALL_NAME.test(sentence)) found.push('a small first letter');
    if (clauses.some((clause) => clause.split(/\s+/).length > MOST_WORDS)) found.push(`more than ${MOST_WORDS} words`);
  }
  return found;
}
