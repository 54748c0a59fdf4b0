/** The files of an interpreter, which are kept in JavaScript: what one life left there must not be seen by the next. The program's own are on its disk. */
import type { Disk } from '../machine/disk.ts';
import { PROGRAM_FOLDERS } from '../machine/program-run.ts';
import type { FileSystem } from './private.ts';

/** The three that every process begins with. */
const STANDARD_STREAMS = 3;

/** What opening a file again must not do: make it, empty it, or fail since it is there (`O_CREAT`, `O_TRUNC`, `O_EXCL`). */
const ONCE = 0o100 | 0o1000 | 0o200;

export class SlotFiles {
  readonly #system: FileSystem;
  readonly #own: ReadonlySet<string>;
  readonly #nextInode: number;
  #isMounted = false;

  /** As they are now, before anybody lives there. */
  constructor(system: FileSystem) {
    this.#system = system;
    this.#own = new Set(this.#paths('/'));
    this.#nextInode = system.nextInode;
  }

  /** Makes them what they were, and lets the disk be seen. */
  begin(disk: Disk | undefined): void {
    const system = this.#system;
    for (const stream of system.streams.slice(STANDARD_STREAMS)) if (stream) attempt(() => system.close(stream));
    system.chdir('/');
    if (this.#isMounted) for (const folder of PROGRAM_FOLDERS) system.unmount(folder);
    // What is in a folder comes after it.
    for (const path of [...this.#paths('/')].reverse())
      if (!this.#own.has(path)) attempt(() => (this.#isFolder(path) ? system.rmdir(path) : system.unlink(path)));
    system.nextInode = this.#nextInode;
    this.#isMounted = disk !== undefined;
    if (disk) for (const root of PROGRAM_FOLDERS) system.mount(system.filesystems.PROXYFS, { root, fs: disk }, root);
    system.chdir(PROGRAM_FOLDERS[0]);
  }

  /** A copy of the process has the same files open, and goes on where the others are in them. */
  copyFrom(other: SlotFiles): void {
    const system = this.#system;
    attempt(() => system.chdir(other.#system.cwd()));
    for (const [fd, stream] of other.#system.streams.entries()) {
      if (fd < STANDARD_STREAMS || !stream?.path) continue;
      attempt(() => {
        const opened = system.open(stream.path!, stream.flags & ~ONCE);
        system.streams[opened.fd] = null;
        system.streams[fd] = Object.assign(opened, { fd, shared: stream.shared });
      });
    }
  }

  *#paths(folder: string): Generator<string> {
    for (const name of this.#system.readdir(folder)) {
      if (name === '.' || name === '..') continue;
      const path = `${folder === '/' ? '' : folder}/${name}`;
      yield path;
      // Devices are not the program's.
      if (path !== '/dev' && path !== '/proc' && this.#isFolder(path)) yield* this.#paths(path);
    }
  }

  #isFolder(path: string): boolean {
    return this.#system.isDir(this.#system.lstat(path).mode);
  }
}

function attempt(act: () => void): void {
  try {
    act();
  } catch {
    // A program may have taken away what it is in.
  }
}
