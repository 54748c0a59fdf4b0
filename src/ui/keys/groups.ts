/** All groups of keys, in the order of the help. */
import { CHIPS, PICKER } from './engine-keys.ts';
import { type KeyGroup, MEASURE, PAGE, REPLAY, TIMELINE } from './list.ts';

export const GROUPS: readonly KeyGroup[] = [PAGE, CHIPS, PICKER, TIMELINE, MEASURE, REPLAY];
