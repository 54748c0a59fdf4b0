/** What a program has printed, line by line: a line is as old as its last part. */
import type { Output } from '../../../kernel/python/messages.ts';

export interface PrintedLine {
  /** Among all, from 0. */
  readonly number: number;
  readonly atMs: number;
  readonly stream: Output['stream'];
  readonly text: string;
  readonly lane: number;
  /** The user's line that printed it; undefined where no line did. */
  readonly line: number | undefined;
  readonly file: number;
}

/** In order of time. Both streams are taken apart first, so that parts of a line find each other. */
export function linesOf(output: readonly Output[]): PrintedLine[] {
  const lines: PrintedLine[] = [];
  const open = new Map<string, number>();
  for (const { atMs, stream, text, lane, at } of output) {
    for (const part of text.split(/(?<=\n)/)) {
      if (part === '') continue;
      const ends = part.endsWith('\n');
      const said = ends ? part.slice(0, -1) : part;
      const place = open.get(stream);
      if (place !== undefined) lines[place] = { ...lines[place]!, text: lines[place]!.text + said };
      else lines.push({ number: lines.length, atMs, stream, text: said, lane, line: at?.line, file: at?.file ?? 0 });
      if (ends) open.delete(stream);
      else if (place === undefined) open.set(stream, lines.length - 1);
    }
  }
  return lines;
}

/** The last line printed by then; -1: none. */
export const lastPrinted = (lines: readonly PrintedLine[], atMs: number): number =>
  lines.findLastIndex((line) => line.atMs <= atMs + 1e-9);

/** The same, of each traceback its last line alone: what was raised. */
export function withoutTracebacks(lines: readonly PrintedLine[]): PrintedLine[] {
  const kept: PrintedLine[] = [];
  let inside = false;
  for (const line of lines) {
    if (
      line.stream === 'err' &&
      /^(?: {2}\+ Exception Group )?Traceback \(most recent call last\):/.test(
        line.text.replace(/^\s*\+ Exception Group /, ''),
      )
    )
      inside = true;
    else if (
      inside &&
      (line.stream !== 'err' ||
        /^[^\s|+]/.test(line.text) ||
        /^\s+\| [A-Za-z_.]+(?:Error|Exception|Group)\b/.test(line.text))
    ) {
      // What begins at the margin, or stands for a part of a group, says what was raised.
      if (line.stream !== 'err' || /^[^\s|+]/.test(line.text)) inside = false;
      kept.push(line.stream === 'err' ? { ...line, text: line.text.replace(/^[\s|+]+/, '') } : line);
    } else if (!inside) kept.push(line);
  }
  return kept;
}
