import { isTextKnob, type KnobName } from './knobs.ts';

/** A knob's value as its line has it. A name is quoted where it could be misread. */
export function knobText(name: KnobName, value: string | number): string {
  const text = String(value);
  if (!isTextKnob(name)) return text;
  const plain = /^(?!after\b)[\p{L}\p{N}_](?:[\p{L}\p{N}_ .,()'-]*[\p{L}\p{N}_.)])?$/u.test(text);
  return plain ? text : JSON.stringify(text);
}
