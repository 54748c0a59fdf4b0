/**
 * The files of a program, which all of its processes see: a tree in memory that begins empty with each run and is gone with it. Each interpreter mounts it
 * (Emscripten's `PROXYFS`), so its functions and numbers are those of Emscripten's `FS`. What one process writes the others see from then on, in the
 * order in which bursts really run: of two that compute at the same moment that need not be the order of their times.
 */

/** Kinds and rights (`sys/stat.h`). */
const KIND = 0o170_000;
const FOLDER = 0o040_000;
const FILE = 0o100_000;
const LINK = 0o120_000;

/** `fcntl.h`, as Emscripten has it. */
const O_TRUNC = 0o1000;

/** `errno.h`, as Emscripten has it. */
const ERRNO = { EEXIST: 20, EISDIR: 31, ENOENT: 44, ENOSPC: 51, ENOTDIR: 54, ENOTEMPTY: 55, EINVAL: 28 } as const;

/** So much fits on it (bytes): memory of a browser's page is everybody's. */
const MOST_BYTES = 2 ** 28;

/** What Emscripten makes an `OSError` of. */
class ErrnoError extends Error {
  override readonly name = 'ErrnoError';
  constructor(readonly errno: number) {
    super(`errno ${errno}`);
  }
}
const fail = (why: keyof typeof ERRNO): never => {
  throw new ErrnoError(ERRNO[why]);
};

interface Entry {
  readonly number: number;
  mode: number;
  /** Of a file; longer than `size` where it has grown. */
  bytes: Uint8Array;
  size: number;
  /** Of a folder. */
  readonly inside: Map<string, Entry>;
  /** Of a link. */
  readonly target: string;
  readAt: Date;
  writtenAt: Date;
}

const isA = ({ mode }: Entry, kind: number): boolean => (mode & KIND) === kind;

export class Disk {
  readonly #root: Entry;
  readonly #nowMs: () => number;
  #numbers = 0;
  #left = MOST_BYTES;

  /** @param nowMs the program's time, ms since 1970
   *  @param folders that are there from the beginning */
  constructor(nowMs: () => number, folders: readonly string[]) {
    this.#nowMs = nowMs;
    this.#root = this.#make(FOLDER | 0o777);
    for (const folder of folders) {
      let path = '';
      for (const name of folder.split('/').filter(Boolean)) {
        path += `/${name}`;
        if (!this.#find(path)) this.mkdir(path, 0o777);
      }
    }
  }

  lstat(path: string) {
    const entry = this.#at(path);
    const { number, mode, readAt, writtenAt } = entry;
    const size = isA(entry, FOLDER) ? 4096 : isA(entry, LINK) ? entry.target.length : entry.size;
    const times = { atime: readAt, mtime: writtenAt, ctime: writtenAt };
    const rest = { dev: 1, nlink: 1, uid: 0, gid: 0, rdev: 0, blksize: 4096, blocks: Math.ceil(size / 4096) };
    return { ...rest, ...times, ino: number, mode, size };
  }

  chmod(path: string, mode: number): void {
    const entry = this.#at(path);
    entry.mode = (entry.mode & KIND) | (mode & 0o7777);
  }

  utime(path: string, readAt: Date, writtenAt: Date): void {
    Object.assign(this.#at(path), { readAt, writtenAt });
  }

  truncate(path: string, size: number): void {
    const entry = this.#at(path);
    if (isA(entry, FOLDER)) fail('EISDIR');
    this.#resize(entry, size);
    entry.bytes.fill(0, Math.min(size, entry.size));
    entry.size = size;
    entry.writtenAt = this.#now;
  }

  mkdir(path: string, mode: number): void {
    this.#put(path, this.#make(FOLDER | (mode & 0o7777)));
  }

  writeFile(path: string, _empty: string, { mode }: { readonly mode: number }): void {
    this.#put(path, this.#make(FILE | (mode & 0o7777)));
  }

  symlink(target: string, path: string): void {
    this.#put(path, this.#make(LINK | 0o777, target));
  }

  readlink(path: string): string {
    const entry = this.#at(path);
    return isA(entry, LINK) ? entry.target : fail('EINVAL');
  }

  readdir(path: string): string[] {
    const entry = this.#at(path);
    return isA(entry, FOLDER) ? ['.', '..', ...entry.inside.keys()] : fail('ENOTDIR');
  }

  rename(from: string, to: string): void {
    const entry = this.#at(from);
    const [folder, name] = this.#folderOf(to);
    const there = folder.inside.get(name);
    if (there && isA(there, FOLDER) && there.inside.size > 0) fail('ENOTEMPTY');
    if (there && there !== entry) this.#left += there.bytes.length;
    this.#remove(from);
    folder.inside.set(name, entry);
  }

  unlink(path: string): void {
    const entry = this.#at(path);
    if (isA(entry, FOLDER)) fail('EISDIR');
    this.#remove(path);
    this.#left += entry.bytes.length;
  }

  rmdir(path: string): void {
    const entry = this.#at(path);
    if (!isA(entry, FOLDER)) fail('ENOTDIR');
    if (entry.inside.size > 0) fail('ENOTEMPTY');
    this.#remove(path);
  }

  /** What it gives stands for the open file; it lives on where its name is gone. */
  open(path: string, flags: number): Entry {
    const entry = this.#at(path);
    if (flags & O_TRUNC) this.truncate(path, 0);
    return entry;
  }

  close(_file: Entry): void {}

  read(file: Entry, into: Uint8Array, offset: number, length: number, position: number): number {
    const most = Math.max(0, Math.min(length, file.size - position));
    into.set(file.bytes.subarray(position, position + most), offset);
    return most;
  }

  write(file: Entry, from: Uint8Array, offset: number, length: number, position: number): number {
    const end = position + length;
    this.#resize(file, end);
    file.bytes.set(from.subarray(offset, offset + length), position);
    file.size = Math.max(file.size, end);
    file.writtenAt = this.#now;
    return length;
  }

  get #now(): Date {
    return new Date(this.#nowMs());
  }

  #make(mode: number, target = ''): Entry {
    const [readAt, writtenAt] = [this.#now, this.#now];
    return {
      number: ++this.#numbers,
      mode,
      bytes: new Uint8Array(0),
      size: 0,
      inside: new Map(),
      target,
      readAt,
      writtenAt,
    };
  }

  /** Makes room for so many bytes. */
  #resize(file: Entry, size: number): void {
    if (size <= file.bytes.length) return;
    const room = Math.max(size, Math.min(2 * file.bytes.length, file.bytes.length + this.#left));
    const more = room - file.bytes.length;
    if (more > this.#left) fail('ENOSPC');
    this.#left -= more;
    const larger = new Uint8Array(room);
    larger.set(file.bytes.subarray(0, file.size));
    file.bytes = larger;
  }

  #find(path: string): Entry | undefined {
    let entry: Entry | undefined = this.#root;
    for (const name of path.split('/').filter(Boolean)) entry = entry?.inside.get(name);
    return entry;
  }

  #at(path: string): Entry {
    return this.#find(path) ?? fail('ENOENT');
  }

  #folderOf(path: string): [folder: Entry, name: string] {
    const end = path.lastIndexOf('/');
    const folder = this.#at(path.slice(0, end));
    if (!isA(folder, FOLDER)) fail('ENOTDIR');
    return [folder, path.slice(end + 1)];
  }

  #put(path: string, entry: Entry): void {
    const [folder, name] = this.#folderOf(path);
    if (folder.inside.has(name)) fail('EEXIST');
    folder.inside.set(name, entry);
  }

  #remove(path: string): void {
    const [folder, name] = this.#folderOf(path);
    folder.inside.delete(name);
  }
}
