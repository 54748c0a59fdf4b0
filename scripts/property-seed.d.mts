/** The seed of the properties: what `PROPERTY_SEED` says, so that a run can be repeated, else a new one. */
export function propertySeed(): number;
