/** The port that `PORT` asks for: a whole number; 0 asks for any free one. */
export function askedPort(text: string | undefined): number;
/** The first free port from this one on, or any free one for 0. */
export function freePort(from: number): Promise<number>;
