/** The marks that have a name in the key. */
export type MarkName =
  | 'computing'
  | 'sleeping'
  | 'place'
  | 'compute'
  | 'others'
  | 'thin'
  | 'failed'
  | 'killed'
  | 'cancelled';
