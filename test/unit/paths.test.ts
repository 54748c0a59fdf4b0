/** What a document or a comment points to is there: every local link, and every path of the project that is named. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** All files of the project, new ones too, as paths with `/`. */
const FILES = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(join(ROOT, file)));
const FOLDERS = [
  ...new Set(FILES.flatMap((file) => Array.from(file.matchAll(/\//g), ({ index }) => file.slice(0, index)))),
];
const PLACES = [...FILES, ...FOLDERS];

const DOCUMENTS = FILES.filter((file) => file.endsWith('.md'));
const SOURCES = FILES.filter(
  (file) => file !== 'test/unit/paths.test.ts' && /\.(tsx?|mjs|css|html|py|sh|yml)$|^\.ci\/run$/.test(file),
);

/** Named, but not kept in the repository: what commands write, and files that a reader is told to write. */
const NOT_KEPT = new Set(['dist/', '.cache/', '.cache/simpy', 'node_modules/', 'index.ts']);

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** A path as it is named: with a slash in it or at its end, or with an ending of ours. `*` stands for any part of a name. */
const PATH =
  /(?<![\w./@:-])(?:\.{1,2}\/|\.(?=ci\/|github\/|cache\b))?(?:[\w*-]+\/)*[\w.*-]+\.(?:tsx?|mjs|css|md|json|html)\b(?![\w/])|(?<![\w./@:-])(?:src|test|docs|scripts|public|scenario|trace|engines|kernel|store|ui)(?:\/[\w.*-]+)+\/?/g;

/** Whether a file or folder of this name is there: from the root, from the folder that names it, or as the end of a path. */
function isThere(name: string, from: string): boolean {
  // NAME stands for the name that a reader chooses.
  const path = name.replace(/\/$/, '').replace(/\bNAME\b/, '*');
  if (NOT_KEPT.has(name) || NOT_KEPT.has(path)) return true;
  const near = posix.join(dirname(from), path);
  if (!path.includes('*'))
    return PLACES.some((place) => place === near || place === path || place.endsWith(`/${path}`));
  const end = new RegExp(
    `(?:^|/)${path
      .replace(/^(\.\.?\/)+/, '')
      .replace(/[.+]/g, '\\$&')
      .replaceAll('*', '[^/]*')}$`,
  );
  return PLACES.some((place) => end.test(place));
}

/** The paths named in a text that are not there, each with its file. */
const missing = (text: string, from: string): string[] =>
  [...new Set(Array.from(text.matchAll(PATH), ([name]) => name!.replace(/[.,]$/, '')))]
    .filter((name) => !isThere(name, from))
    .map((name) => `${from} names ${name}`);

/** The code of a document: what stands between backticks, without the lines of examples. */
const named = (document: string): string =>
  Array.from(document.matchAll(/`([^`\n]+)`/g), ([, code]) => code!.replace(/^\w+=\S+ /, '')).join('\n');

/** The comments of a program or style sheet. */
const comments = (source: string): string =>
  Array.from(
    source.matchAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/[^\n]*|<!--[\s\S]*?-->|^\s*#[^\n]*/gm),
    ([text]) => text,
  ).join('\n');

/** A heading as the fragment of a link to it. */
const fragment = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');

/** The local links of a document that lead nowhere. */
function brokenLinks(document: string): string[] {
  const text = read(document);
  return Array.from(text.matchAll(/\]\(([^)\s]+)\)/g), ([, target]) => target!)
    .filter((target) => {
      if (/^https?:/.test(target)) return false;
      const [path = '', anchor] = target.split('#');
      const file = path === '' ? document : posix.normalize(posix.join(dirname(document), path)).replace(/\/$/, '');
      if (!PLACES.includes(file)) return true;
      if (anchor === undefined) return false;
      return !Array.from(read(file).matchAll(/^#+ (.*)$/gm), ([, heading]) => fragment(heading!)).includes(anchor);
    })
    .map((target) => `${document} links to ${target}`);
}

describe('documents', () => {
  test('there are some', () => {
    expect(DOCUMENTS).toEqual(
      expect.arrayContaining(['README.md', 'CONTRIBUTING.md', 'docs/glossary.md', 'docs/interface.md']),
    );
  });

  test('every local link leads somewhere', () => {
    expect(DOCUMENTS.flatMap(brokenLinks)).toEqual([]);
  });

  test('every path that they name is there', () => {
    expect(DOCUMENTS.flatMap((document) => missing(named(read(document)), document))).toEqual([]);
  });

  test('every command of package.json that they name is there', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const commands = DOCUMENTS.flatMap((document) =>
      Array.from(read(document).matchAll(/\bnpm (?:run )?((?<=run )[\w:-]+|start|test)\b/g), ([, name]) => name!),
    );
    expect([...new Set(commands)].filter((name) => !(name in scripts))).toEqual([]);
    expect(commands).toContain('bench');
  });

  test('every page of docs/ can be reached from README or CONTRIBUTING', () => {
    const seen = new Set(['README.md', 'CONTRIBUTING.md']);
    for (const document of seen) {
      for (const [, target] of read(document).matchAll(/\]\(([^)\s#]+)/g)) {
        const file = posix.normalize(posix.join(dirname(document), target!)).replace(/\/$/, '');
        if (DOCUMENTS.includes(file)) seen.add(file);
        if (DOCUMENTS.includes(`${file}/README.md`)) seen.add(`${file}/README.md`);
      }
    }
    expect(DOCUMENTS.filter((document) => document.startsWith('docs/') && !seen.has(document))).toEqual([]);
  });
});

describe('comments', () => {
  test('every path that they name is there', () => {
    expect(SOURCES.flatMap((source) => missing(comments(read(source)), source))).toEqual([]);
  });

  test('a path that is not there is found, in each of the forms in which paths are named', () => {
    const forms = [
      '`gone.ts`',
      '(`trace/gone/`)',
      'src/gone',
      './gone.css',
      '../gone.mjs',
      'gone-*.test.ts',
      'ui/timeline/gone.ts:',
    ];
    for (const form of forms)
      expect(missing(comments(`/** See ${form} */`), 'src/trace/trace.ts'), form).toHaveLength(1);
    expect(
      missing(
        comments('/* Lib/asyncio/tasks.py */ // e.g. in `trace.ts`, `trace/files/`, ./table.ts'),
        'src/trace/trace.ts',
      ),
    ).toEqual([]);
  });
});
