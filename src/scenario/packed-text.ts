/** What packing and unpacking a text have in common; the layout of what is packed stands in `pack.ts`. */

/** Stands in the words for a number that was taken out of them. */
export const NUL = '\u0000';
/** Comes before `a` where the text itself had a NUL, before `b` where it had this one. */
export const ESCAPE = '\u0001';

/** FNV-1a over UTF-16 units, folded to 24 bits: finds a lost or mistyped character, is no guard against intent. */
export function checksum(text: string): number {
  let sum = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) sum = Math.imul(sum ^ text.charCodeAt(i), 0x01000193);
  return ((sum >>> 24) ^ sum) & 0xffffff;
}
