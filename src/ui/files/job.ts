/** What the menu of files asks for: choose files, save, show where to drop, open these files; or nothing any more. */
export type FilesJob = 'open' | 'save' | 'drop' | 'nothing' | readonly File[];
