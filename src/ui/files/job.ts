/** What the menu of files asks for: choose files, a recording, save, show where to drop, open these files; or nothing any more. */
export type FilesJob = 'open' | 'recordings' | 'save' | 'drop' | 'nothing' | readonly File[];
