/** The id of the engine with which figures and reasons compare the others: a for loop, one task after another. */
export const BASELINE = 'sequential';
