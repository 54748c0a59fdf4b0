/** Before each test file: the programs of all engines and all parts of the kernel are there, so that tests may predict at once. */
import { whenThere } from '../../src/engines/late.ts';
import { ENGINES } from '../../src/engines/list.ts';
import { loadParts } from '../../src/kernel/virtual/late-parts.ts';

await Promise.all([...ENGINES.map(whenThere), loadParts()]);
