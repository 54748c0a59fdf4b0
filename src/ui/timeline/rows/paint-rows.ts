/** The rows that only Python's engines have: loaded when one of them is shown. */
export { paintLoop } from './paint-loop.ts';
export { paintResults } from './paint-results.ts';
