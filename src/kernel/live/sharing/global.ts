/** A global variable. The page and every worker load this very module, and each gets a variable of its own. */
let counter = 0;

export function countGlobally(steps: number): void {
  for (let i = 0; i < steps; i++) counter = counter + 1;
}

export const globalCounter = (): number => counter;

export function resetGlobal(): void {
  counter = 0;
}
