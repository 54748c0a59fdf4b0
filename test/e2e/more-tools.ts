/** Presses a button of the menu behind "...". */
import type { Page } from '@playwright/test';

export async function moreTools(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'More tools' }).click();
  await page.getByRole('button', { name, exact: true }).click();
}
