import { knobText } from './knob-text.ts';
import type { KnobName } from './knobs.ts';
import { knobValueAt } from './read-statement.ts';

/**
 * A knob's control and its line are one value: rewrites the value on the line that sets the knob, keeping the line's own word
 * (`pool` or `workers`) and its comment. Where the text has no such line it comes back as it is, also where the rest is wrong.
 */
export function setKnob(text: string, name: KnobName, value: string | number): string {
  if (!hasKnob(text, name)) return text;
  const lines = text.split('\n').map((line) => {
    const at = knobValueAt(line, name);
    if (at === undefined) return line;
    const blank = at.from === at.to ? ' ' : '';
    return line.slice(0, at.from) + blank + knobText(name, value) + line.slice(at.to);
  });
  return lines.join('\n');
}

/** Whether the text has a line that sets this knob, rightly or wrongly. */
export function hasKnob(text: string, name: KnobName): boolean {
  const word = name === 'workers' ? /^\s*(?:workers|pool)\b/m : new RegExp(`^\\s*${name}\\b`, 'm');
  return word.test(text) && text.split('\n').some((line) => knobValueAt(line, name) !== undefined);
}
