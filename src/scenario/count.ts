const counts = new Intl.NumberFormat('en-US');

/** How many, as all texts of the page write it: `12,345`. */
export const formatCount = (count: number): string => counts.format(count);
