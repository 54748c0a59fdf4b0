/**
 * The seed of the properties: what `PROPERTY_SEED` says, so that a run can be repeated, else a new one.
 * @returns {number} a whole number from -2^31 to 2^31 - 1, as fast-check takes it
 */
export function propertySeed() {
  const given = process.env.PROPERTY_SEED;
  if (!given) return Math.floor(Math.random() * 2 ** 31);
  const seed = Number(given);
  if (Number.isInteger(seed) && Math.abs(seed) <= 2 ** 31) return seed;
  throw new Error(`PROPERTY_SEED: expected a whole number such as 42, found ${JSON.stringify(given)}`);
}
