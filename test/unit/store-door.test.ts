import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const src = fileURLToPath(new URL('../../src', import.meta.url));
const sources = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => ({ name, code: readFileSync(`${src}/${name}`, 'utf8') }));

test('a store is changed by the file that makes it, or by a file of actions', () => {
  // A React component's own state is none of this, nor is that of an editor.
  const changes = sources.filter(({ code }) => /(?<!\bthis|\bview)\.setState\(/.test(code));
  const strangers = changes.filter(({ name, code }) => !name.endsWith('-actions.ts') && !code.includes('createStore'));
  expect(changes.length).toBeGreaterThan(3);
  expect(strangers.map(({ name }) => name)).toEqual([]);
});

test('the revision is raised in one place', () => {
  const raising = sources.filter(({ code }) => /\brevision \+ 1\b/.test(code));
  expect(raising.map(({ name }) => name)).toEqual(['store/state/store.ts']);
});
