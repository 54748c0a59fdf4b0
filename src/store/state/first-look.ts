/** How one looks at first: everything, nothing chosen. */
import type { Look } from './state.ts';

export const FIRST_LOOK: Look = {
  view: null,
  selected: null,
  idle: null,
  query: '',
  onlyMatches: false,
  groups: {},
  laneOrder: 'number',
  laneChoice: {},
  ownAxes: false,
  range: null,
};
