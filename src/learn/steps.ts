/** A lesson's steps, in order, as addresses name them. */
export const STEPS = ['guess', 'run', 'why', 'change'] as const;
export type Step = (typeof STEPS)[number];
