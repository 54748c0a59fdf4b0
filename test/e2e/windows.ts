/** The windows in which the page is looked at, by tests and for pictures. */
export const WINDOWS = [
  ['wide', { width: 1440, height: 900 }, 'light'],
  ['wide dark', { width: 1440, height: 900 }, 'dark'],
  ['low', { width: 1280, height: 720 }, 'light'],
  ['low dark', { width: 1280, height: 720 }, 'dark'],
  ['tablet', { width: 768, height: 1024 }, 'light'],
  ['tablet dark', { width: 768, height: 1024 }, 'dark'],
  ['200 %', { width: 720, height: 450 }, 'light'],
  ['phone', { width: 375, height: 812 }, 'light'],
  ['phone dark', { width: 375, height: 812 }, 'dark'],
] as const;

export type WindowName = (typeof WINDOWS)[number][0];

/** Those of these names, in the order of the list. */
export const windows = (...names: readonly WindowName[]) => WINDOWS.filter(([name]) => names.includes(name));
