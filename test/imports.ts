import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder, with a slash at its end. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** One import in `src/`, of values or of types; paths are relative to `src/`. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
}

// As the formatter writes them: `import … from '…'`, `export … from '…'`, `import '…'`, `import('…')`, and workers.
const IMPORT =
  /^(?:import|export)\b[^'";]*?\bfrom '(?<from>[^']+)'|^import '(?<effects>[^']+)'|\bimport\('(?<later>[^']+)'\)|new URL\('(?<url>[^']+)', import\.meta\.url\)/gm;

/** All source files below `src/`, as paths relative to it with `/`. */
export function sourceFiles(): string[] {
  return readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /\.tsx?$/.test(file))
    .sort();
}

/** Every import between two source files. Style sheets and packages are no source files. */
export function arrows(files: readonly string[] = sourceFiles()): Arrow[] {
  const known = new Set(files);
  return files.flatMap((from) => {
    const text = readFileSync(join(ROOT, 'src', from), 'utf8');
    return Array.from(text.matchAll(IMPORT), ({ groups }) => groups!)
      .map(({ from: of, effects, later, url }) => (of ?? effects ?? later ?? url)!.replace(/\?.*$/, ''))
      .filter((specifier) => specifier.startsWith('.') && /\.tsx?$/.test(specifier))
      .map((specifier) => posix.join(posix.dirname(from), specifier))
      .map((to) => {
        if (!known.has(to)) throw new Error(`src/${from} imports src/${to}, which is not there`);
        return { from, to };
      });
  });
}

/** The groups of names that reach each other, each sorted; a name that reaches nobody who reaches it is in none. */
export function circles(edges: readonly Arrow[]): string[][] {
  const next = new Map<string, Set<string>>();
  for (const { from, to } of edges) {
    if (from !== to) next.set(from, (next.get(from) ?? new Set()).add(to));
  }
  const reach = (start: string): Set<string> => {
    const seen = new Set<string>();
    const open = [start];
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      for (const other of next.get(name) ?? []) {
        if (seen.has(other)) continue;
        seen.add(other);
        open.push(other);
      }
    }
    return seen;
  };
  const reached = new Map(Array.from(next.keys(), (name) => [name, reach(name)]));
  const inCircle = [...next.keys()].filter((name) => reached.get(name)!.has(name)).sort();
  const groups = new Map<string, string[]>();
  for (const name of inCircle) {
    const key = inCircle.find((other) => reached.get(name)!.has(other) && reached.get(other)!.has(name))!;
    groups.set(key, [...(groups.get(key) ?? []), name]);
  }
  return [...groups.values()];
}
