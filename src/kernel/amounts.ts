/** What is left of permits: amounts are counted in steps of 0.0001, so that fractions add up. */
export function less(free: number, amount: number): number {
  const left = free - amount;
  return Number.isInteger(left) ? left : Math.round(left * 10_000) / 10_000;
}
