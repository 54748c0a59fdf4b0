/** What belongs to the find box once it is used: how many match, what is wrong, the language, stepping. */
import type { RefObject } from 'react';

export default function Find(_: { input: RefObject<HTMLInputElement | null> }) {
  return null;
}
