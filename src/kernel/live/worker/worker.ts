/** The module worker in which tasks are done. */
import { ENGINES } from '../../../engines/list.ts';
// A worker is started for its programs: they come with its own script, so that none waits for a second one.
import '../../../engines/python/schedulers.ts';
import { serve } from './service.ts';

serve(ENGINES);
