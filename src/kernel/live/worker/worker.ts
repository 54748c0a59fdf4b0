/** The module worker in which tasks are done. */
import { ENGINES } from '../../../engines/list.ts';
import { serve } from './service.ts';

serve(ENGINES);
