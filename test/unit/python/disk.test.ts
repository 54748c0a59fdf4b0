/** The files that a program's processes share. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Disk } from '../../../src/kernel/python/machine/disk.ts';

const FILE = 0o100_644;
const O_TRUNC = 0o1000;
const disk = (nowMs = () => 0) => new Disk(nowMs, ['/home/user', '/tmp']);
const bytes = (text: string) => new TextEncoder().encode(text);

function read(of: Disk, path: string): string {
  const { size } = of.lstat(path);
  const into = new Uint8Array(size);
  expect(of.read(of.open(path, 0), into, 0, size, 0)).toBe(size);
  return new TextDecoder().decode(into);
}

test('what is written anywhere in a file is what is read, as long as it became', () => {
  const writes = fc.array(fc.tuple(fc.nat(300), fc.uint8Array({ maxLength: 200 })), { maxLength: 12 });
  fc.assert(
    fc.property(writes, fc.nat(400), (parts, cut) => {
      const one = disk();
      one.writeFile('/tmp/a', '', { mode: FILE });
      const file = one.open('/tmp/a', 0);
      let wanted: number[] = [];
      for (const [at, part] of parts) {
        one.write(file, part, 0, part.length, at);
        while (wanted.length < at + part.length) wanted.push(0);
        wanted.splice(at, part.length, ...part);
      }
      one.truncate('/tmp/a', cut);
      wanted = Array.from({ length: cut }, (_, n) => wanted[n] ?? 0);
      const into = new Uint8Array(cut + 10);
      expect(one.read(file, into, 0, cut + 10, 0)).toBe(cut);
      expect([...into.subarray(0, cut)]).toEqual(wanted);
      // What was cut off does not come back.
      one.truncate('/tmp/a', 600);
      const all = new Uint8Array(600);
      one.read(file, all, 0, 600, 0);
      expect([...all.subarray(cut)]).toEqual([...new Uint8Array(600 - cut)]);
    }),
  );
});

test('names come, go and change, folders only when they are empty, and an open file outlives its name', () => {
  const one = disk(() => 5);
  one.mkdir('/tmp/folder', 0o755);
  one.writeFile('/tmp/folder/a', '', { mode: FILE });
  const file = one.open('/tmp/folder/a', 0);
  one.write(file, bytes('hello'), 0, 5, 0);
  expect(() => one.rmdir('/tmp/folder')).toThrow(expect.objectContaining({ name: 'ErrnoError', errno: 55 }));
  expect(() => one.mkdir('/tmp/folder', 0o755)).toThrow(expect.objectContaining({ errno: 20 }));
  expect(() => one.unlink('/tmp/folder')).toThrow(expect.objectContaining({ errno: 31 }));
  one.rename('/tmp/folder/a', '/home/user/b');
  expect(one.readdir('/tmp/folder')).toEqual(['.', '..']);
  expect(read(one, '/home/user/b')).toBe('hello');
  expect(one.lstat('/home/user/b').mtime.getTime()).toBe(5);
  one.rmdir('/tmp/folder');
  one.unlink('/home/user/b');
  expect(() => one.lstat('/home/user/b')).toThrow(expect.objectContaining({ errno: 44 }));
  const into = new Uint8Array(5);
  expect(one.read(file, into, 0, 5, 0)).toBe(5);
  one.symlink('b', '/home/user/link');
  expect(one.readlink('/home/user/link')).toBe('b');
});

test('what does not fit is refused, and a file that goes gives its room back', () => {
  const one = disk();
  one.writeFile('/tmp/a', '', { mode: FILE });
  one.truncate('/tmp/a', 2 ** 27);
  one.writeFile('/tmp/b', '', { mode: FILE });
  expect(() => one.truncate('/tmp/b', 2 ** 28)).toThrow(expect.objectContaining({ errno: 51 }));
  one.unlink('/tmp/a');
  one.truncate('/tmp/b', 2 ** 28);
});

test('opening to write anew empties the file', () => {
  const one = disk();
  one.writeFile('/tmp/a', '', { mode: FILE });
  one.write(one.open('/tmp/a', 0), bytes('long text'), 0, 9, 0);
  one.write(one.open('/tmp/a', O_TRUNC), bytes('x'), 0, 1, 0);
  expect(read(one, '/tmp/a')).toBe('x');
});
