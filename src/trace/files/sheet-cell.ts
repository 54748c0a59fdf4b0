/**
 * Texts as cells of tables that a spreadsheet opens. A cell that begins as a formula does (= + - @, a tab or the end of a line, also
 * behind blanks and in full width) would be evaluated there: a ' before it keeps it a text (OWASP, "CSV Injection").
 */
const FORMULA = /^(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/;

const inert = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** For comma-separated values (RFC 4180). Quotes also where other programs separate by semicolons or tabs. */
export function csvCell(text: string): string {
  const cell = inert(text);
  return /[",;\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** For tab-separated values, which have no quotes: tabs and ends of lines become blanks. */
export const tsvCell = (text: string): string => inert(text).replace(/[\t\r\n]+/g, ' ');
