/** Each line of a text that is not empty, so many blanks further in. */
export const indented = (text: string, by: number): string => text.replaceAll(/^(?=.)/gm, ' '.repeat(by));
