/** Recordings of the real engines that come with the page (`npm run record` makes them): their list, and one as a file. */

/** One recording, as the list of them names it. */
export interface Recording {
  /** In `recordings/`. */
  readonly file: string;
  readonly engine: string;
  /** "Ray 2.60.0, CPython 3.11.7" */
  readonly version: string;
  /** "three stages; 10 tasks, pool 3" */
  readonly scenario: string;
  /** "2 x AMD EPYC, linux 6.18" */
  readonly machine: string;
  /** `2026-11-30`, or only the year */
  readonly recorded: string;
  readonly totalMs: number;
}

const FOLDER = 'recordings/';

async function fetched(file: string, signal: AbortSignal): Promise<Response> {
  const response = await fetch(FOLDER + file, { signal });
  if (!response.ok) throw new Error(`${FOLDER}${file} was not loaded (${response.status})`);
  return response;
}

/** @throws {Error} where the list cannot be loaded */
export const recordings = async (signal: AbortSignal): Promise<readonly Recording[]> =>
  (await fetched('list.json', signal)).json();

/** The recording as a file to open. @throws {Error} where it cannot be loaded */
export async function recordingFile({ file }: Recording, signal: AbortSignal): Promise<File> {
  return new File([await (await fetched(file, signal)).blob()], file);
}
