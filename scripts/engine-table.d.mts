export interface Row {
  readonly family: string;
  /** How many programs its family has. */
  readonly of: number;
  readonly engine: string;
  readonly scenario: string;
  readonly predictedMs: number;
  readonly realMs: number;
  readonly runs: number;
  readonly short: readonly string[];
  readonly known?: string;
}
export function partsOf(rows: readonly Row[], where: string): { family: string; isWhole: boolean; text: string }[];
export function withParts(readme: string, parts: readonly { family: string; text: string }[]): string;
