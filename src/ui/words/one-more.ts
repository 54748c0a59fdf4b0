const ORDINALS = [
  'zeroth',
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
  'eleventh',
  'twelfth',
];

/** `A fourth worker`, `An eighth slot`, `A worker more (17 of them)` */
export function oneMore(n: number, place: string): string {
  const ordinal = ORDINALS[n];
  if (!ordinal) return `One ${place} more, ${n} in all`;
  return `${/^[aeiou]/.test(ordinal) ? 'An' : 'A'} ${ordinal} ${place}`;
}
