/** The marks that have a name in the key. */
export type MarkName = 'computing' | 'sleeping' | 'place' | 'compute' | 'thin' | 'failed' | 'killed' | 'cancelled';
