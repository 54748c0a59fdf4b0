import { vi } from 'vitest';

/** Waits until the check throws no more. However busy the machine is: the test's own time is the only limit. */
export const waitFor = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 50_000, interval: 10 });
