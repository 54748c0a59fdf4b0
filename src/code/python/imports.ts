/** The import lines that a program's code needs: a module is imported where the code names it. */

const MODULES =
  'asyncio contextlib functools itertools json multiprocessing os platform queue re subprocess sys threading time'.split(
    ' ',
  );

/** What is imported by name from a module of Python's own, where the code uses it. */
const FROM: readonly (readonly [used: RegExp, line: string])[] = [
  [/\bfutures\./, 'from concurrent import futures'],
  [/\bdatetime\.now/, 'from datetime import datetime'],
];

type Names = readonly (readonly [used: RegExp, name: string])[];

const OF_MULTIPROCESSING: Names = [
  [/(?<!\.)\bPool\(/, 'Pool'],
  [/(?<!\.)\bProcess\(/, 'Process'],
  [/\bconnection\./, 'connection'],
  [/(?<!\.)\bpool\.Pool\b/, 'pool'],
  [/\bsynchronize\./, 'synchronize'],
];

const OF_CELERY: Names = [
  [/\bCelery\(/, 'Celery'],
  [/(?<![.\w])chain\(/, 'chain'],
  [/(?<![.\w])chord\(/, 'chord'],
  [/(?<![.\w])group\(/, 'group'],
];

/** What has to be installed first, in the order of its lines. */
const INSTALLED: Names = [
  [/(?<![.\w])celery\./, 'import celery'],
  [/(?<![.\w])pyspark\./, 'import pyspark'],
  [/(?<![.\w])ray\./, 'import ray'],
];

const named = (module: string, all: Names, code: string): string[] => {
  const names = all.filter(([used]) => used.test(code)).map(([, name]) => name);
  return names.length > 0 ? [`from ${module} import ${names.join(', ')}`] : [];
};

/** The lines for this code, and whether it shows a progress bar. */
export function importsOf(code: string): { readonly lines: readonly string[]; readonly tqdm: boolean } {
  // Names within texts import nothing; what stands in braces of an f-string does.
  const names = code.replaceAll(/(?<!f)"[^"\n]*"|r?'[^\n]*'/g, '').replaceAll(/#.*$/gm, '');
  const tqdm = /\btqdm\(/.test(names);
  const installed = [
    ...INSTALLED.filter(([used]) => used.test(names)).map(([, line]) => line),
    ...named('celery', OF_CELERY, names),
    ...(/\bActorPool\(/.test(names) ? ['from ray.util import ActorPool'] : []),
    ...(tqdm ? ['from tqdm import tqdm'] : []),
  ];
  const lines = [
    ...MODULES.filter((module) => new RegExp(`(?<![.\\w])${module}\\.`).test(names)).map(
      (module) => `import ${module}`,
    ),
    ...FROM.filter(([used]) => used.test(names)).map(([, line]) => line),
    ...named('multiprocessing', OF_MULTIPROCESSING, names),
    ...(installed.length > 0 ? ['', ...installed] : []),
  ];
  return { lines, tqdm };
}
