/** The members of a scenario's parts that we know: the notation has words for them, all others are kept as they are. */
export const KNOWN_MEMBERS = {
  task: new Set([
    'id',
    'segments',
    'fails',
    'retry',
    'dies',
    'after',
    'group',
    'cpus',
    'actor',
    'gets',
    'delayMs',
    'priority',
    'job',
  ]),
  segment: new Set(['kind', 'ms']),
  kill: new Set(['atMs', 'workerOf', 'hostOf']),
} as const;
