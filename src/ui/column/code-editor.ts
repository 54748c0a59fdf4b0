/** `react-simple-code-editor` is CommonJS: whether its default export comes wrapped depends on who bundles it. */
import imported from 'react-simple-code-editor';

type CodeEditor = typeof imported;

export const CodeEditor: CodeEditor = (imported as unknown as { default?: CodeEditor }).default ?? imported;
