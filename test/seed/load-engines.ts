/** Before each test file: the programs of all engines are there, so that tests may predict at once. */
import { whenThere } from '../../src/engines/late.ts';
import { ENGINES } from '../../src/engines/list.ts';

await Promise.all(ENGINES.map(whenThere));
