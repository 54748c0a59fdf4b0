/**
 * Rolling event logs of Spark: a folder `eventlog_v2_...` with `events_1_...`, `events_2_...` and an empty `appstatus_...`. What comes of
 * one application is one run.
 */

const ROLLED = /^events_(\d+)_(.+?)(?:\.[a-z0-9]+)?(?:\.compact)?$/;
const STATUS = /^appstatus_/;

/** The files, those that are parts of one log joined into one, in the order of their numbers. */
export function joinRolling(files: readonly File[]): File[] {
  const parts = new Map<string, { readonly number: number; readonly file: File }[]>();
  const rest: File[] = [];
  for (const file of files) {
    const [, number, app] = ROLLED.exec(file.name) ?? [];
    if (app !== undefined) parts.set(app, [...(parts.get(app) ?? []), { number: Number(number), file }]);
    else if (!STATUS.test(file.name) || file.size > 0) rest.push(file);
  }
  const joined = [...parts].map(([app, list]) => {
    const sorted = list.toSorted((a, b) => a.number - b.number).map(({ file }) => file);
    return sorted.length === 1 ? sorted[0]! : new File(sorted, app);
  });
  return [...joined, ...rest];
}

/** All files of what was dropped, folders opened. */
export async function filesOf(entries: readonly FileSystemEntry[]): Promise<File[]> {
  const files: File[] = [];
  for (const entry of entries) {
    if (entry.isFile)
      files.push(await new Promise<File>((take, fail) => (entry as FileSystemFileEntry).file(take, fail)));
    else {
      const reader = (entry as FileSystemDirectoryEntry).createReader();
      // A folder is told in stretches of a hundred; an empty one ends it.
      for (;;) {
        const some = await new Promise<FileSystemEntry[]>((take, fail) => reader.readEntries(take, fail));
        if (some.length === 0) break;
        files.push(...(await filesOf(some)));
      }
    }
  }
  return files;
}
