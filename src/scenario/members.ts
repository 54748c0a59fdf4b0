/** The members of a scenario's parts that we know: the notation has words for them, all others are kept as they are. */
export const KNOWN_MEMBERS = {
  /** Beside the knobs. */
  scenario: new Set(['tasks', 'kills', 'jobs', 'together', 'stopWorkers']),
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
    'segmentsOf',
  ]),
  segment: new Set(['kind', 'ms', 'lock']),
  kill: new Set(['atMs', 'workerOf', 'hostOf']),
} as const;
