/**
 * What every command here begins with: the project's folder as the current one, a Node that is new enough, and a way to
 * end with a plain message.
 */
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Overlap needs Node 20.19 or later; this is Node ${process.versions.node}.`);
  process.exit(1);
}

/** Says what is being done, on stderr: stdout belongs to results. */
export function say(text) {
  console.error(text);
}

/** A problem of the user's, not of the program's: its message is all that is worth printing. */
export class Trouble extends Error {}

/** Runs a command's main part; a {@link Trouble} ends it with its message alone. */
export async function main(body) {
  try {
    await body();
  } catch (error) {
    console.error(error instanceof Trouble ? error.message : error);
    process.exit(1);
  }
}
