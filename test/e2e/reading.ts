/** What a screen reader goes through, in its order: the accessibility tree that Chromium makes of the page. */
import type { Page } from '@playwright/test';

export interface Read {
  /** `heading`, `StaticText`, `banner`. */
  readonly role: string;
  readonly name: string;
  /** Of a heading; 0 elsewhere. */
  readonly level: number;
  /** Names of the landmarks and articles around it, the outermost first. */
  readonly within: readonly string[];
}

/** Roles of what a page is made of. */
export const PLACES: ReadonlySet<string> = new Set([
  'article',
  'banner',
  'complementary',
  'contentinfo',
  'main',
  'navigation',
  'region',
]);

export async function readingOf(page: Page): Promise<readonly Read[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const read: Read[] = [];
  const walk = (id: string, within: readonly string[]): void => {
    const node = byId.get(id);
    if (!node) return;
    const role = String(node.role?.value ?? '');
    const name = String(node.name?.value ?? '');
    const level = Number(node.properties?.find((one) => one.name === 'level')?.value.value ?? 0);
    if (!node.ignored) read.push({ role, name, level, within });
    // The lines that a text is broken into say it once more.
    if (role === 'StaticText') return;
    const inside = !node.ignored && PLACES.has(role) ? [...within, name || role] : within;
    for (const child of node.childIds ?? []) walk(child, inside);
  };
  walk(nodes[0]!.nodeId, []);
  return read;
}
