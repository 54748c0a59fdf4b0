import type { Figure } from './figures.ts';

export function agreementTable(figures: readonly Figure[]): string;
