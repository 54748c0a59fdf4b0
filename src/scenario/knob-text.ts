import { type KNOB_SCHEMAS, TEXT_KNOBS } from './knobs.ts';

/** A knob's value as its line has it. A name is quoted where it could be misread. */
export function knobText(name: keyof typeof KNOB_SCHEMAS, value: string | number): string {
  const text = String(value);
  if (!TEXT_KNOBS.has(name)) return text;
  const plain = /^(?!after\b)[\p{L}\p{N}_](?:[\p{L}\p{N}_ .,()'-]*[\p{L}\p{N}_.)])?$/u.test(text);
  return plain ? text : JSON.stringify(text);
}
