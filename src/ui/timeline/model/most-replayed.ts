/** Runs of more attempts are too much to be cut in each frame of a replay: they are drawn whole, and what is to come is pale. */
export const MOST_REPLAYED = 5_000;
