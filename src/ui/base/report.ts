/** What can be said of an error that nobody expected. It stays on this machine: only the user copies it. */

export interface Report {
  readonly message: string;
  /** All of it, for whoever looks into it. */
  readonly text: string;
}

/** @param where "The timeline"; left out: anywhere */
export function reportOf(error: unknown, where?: string): Report {
  const { name, message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  const said = message === '' ? name : `${name}: ${message}`;
  const lines = [
    `Overlap: ${said}`,
    ...(where ? [`Where: ${where}`] : []),
    `Page: ${location.href.slice(0, MOST_ADDRESS)}`,
    `Browser: ${navigator.userAgent}, ${navigator.hardwareConcurrency} cores, ${crossOriginIsolated ? '' : 'not '}isolated`,
    `When: ${new Date().toISOString()}`,
    '',
    stack,
  ];
  return { message: said, text: lines.join('\n') };
}

/** A long link would be most of the report; its beginning tells the kind. */
const MOST_ADDRESS = 2_000;
