/** Before each test file: fast-check takes the seed of this run, and a property that fails says how to repeat it. */
import fc from 'fast-check';
import { beforeEach, inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    propertySeed: number;
  }
}

const seed = inject('propertySeed');
fc.configureGlobal({ seed });

beforeEach(({ task, onTestFailed }) => {
  onTestFailed(() => {
    const failed = task.result?.errors?.some(({ message }) => message.startsWith('Property failed'));
    if (failed)
      console.log(`Repeat with: PROPERTY_SEED=${seed} npx vitest run ${task.file.name} -t ${quoted(task.name)}`);
  });
});

/** A name as a pattern that means just this name, as one word of a shell's command. */
const quoted = (name: string): string => `'${name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll("'", "'\\''")}'`;
