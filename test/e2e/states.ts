/** The states in which one meets the page, and how one comes to each. Specs walk them; `npm run looks` takes pictures of them. */
import { expect, type Page } from '@playwright/test';
import { taughtHash } from '../../src/store/teach/lesson-link.ts';
import { moreTools } from './more-tools.ts';

export type Come = (page: Page) => Promise<void>;

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const status = (page: Page) => page.locator('.status');
const why = (page: Page) => page.getByRole('region', { name: 'Why', exact: true });
const steps = (page: Page) => page.getByRole('navigation', { name: 'Steps' });
const isNarrow = (page: Page) => (page.viewportSize()?.width ?? 0) < 720;

/** One that fails, so that every kind of text is there. */
export const SHORT = '/#v1=sleep+50ms;sleep+100ms;sleep+150ms+fails&workers=2';
/** The article's case, ten times as fast. */
const CASE = '/#v1=sleep+0..400ms+step+100ms&workers=3&engines=sequential,web-workers,asyncio.gather';
const ERRORS =
  '/#v1=sleep+100ms;sleep+200ms+fails;sleep+400ms;sleep+300ms;sleep+150ms&workers=2&engines=ThreadPoolExecutor.as_completed,ThreadPoolExecutor.map,asyncio.gather';
const RAY =
  '/#v1=hosts+2;load:+4+x+sleep+400ms;parse+after+load:+4+x+cpu+500ms;merge+after+parse:+sleep+200ms;kill+host+of+%232+at+700ms&workers=2&engines=ray.get';
const CELERY =
  '/#v1=hosts+2;acksLate;rejectOnWorkerLost;prefetchMultiplier+2;12+x+sleep+300ms;kill+worker+of+%236+at+450ms&workers=2&engines=celery';
const SPARK =
  '/#v1=hosts+2;speculation;map:+2+x+sleep+300ms;map:+sleep+300ms+attempt+1+takes+sleep+3s;map:+5+x+sleep+300ms;reduce+after+map:+4+x+sleep+240ms&workers=2&engines=spark';

/** A lesson that somebody made: results hidden, a question; then a task selected. */
const TWO_DESKS = taughtHash({
  title: 'Two desks',
  steps: [
    {
      scenario: '#v1=pool+2;4+x+sleep+100ms&engines=sequential,web-workers',
      look: '',
      text: 'A loop takes **0.4 s**.\n\nAnd two workers?',
      hides: ['web-workers'],
      question: { asks: 'How long?', answers: ['0.1 s', '0.2 s'], right: 1 },
    },
    {
      scenario: '#v1=pool+2;4+x+sleep+100ms&engines=sequential,web-workers',
      look: '&look=task:web-workers/2/1',
      text: 'Task 2 waited.',
      hides: [],
    },
  ],
});

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(status(page)).toHaveText(/^(?:Takes|Predicted only)/);
}

export async function run(page: Page): Promise<void> {
  await button(page, 'Run').click();
  await expect(status(page)).toHaveText(/^Finished/, { timeout: 30_000 });
  await expect(why(page)).not.toContainText('What to expect');
}

/** Walks over the lanes by these keys, and selects what is there. */
async function select(page: Page, ...keys: readonly string[]): Promise<void> {
  await page.getByRole('application', { name: /^Timeline/ }).focus();
  for (const key of keys) await page.keyboard.press(key);
  await expect(why(page)).toContainText(/task \d/i);
}

/** On a phone it is behind More. */
async function more(page: Page): Promise<void> {
  if (isNarrow(page)) await page.getByText('More', { exact: true }).click();
}

async function panel(page: Page, name: string): Promise<void> {
  await more(page);
  // In a low window the dock is folded.
  const folded = page.locator('.dock-line button');
  const tab = page.getByRole('tab', { name, exact: true });
  // Its line loads later than the page does.
  await expect(folded.or(tab).first()).toBeVisible();
  if (await folded.isVisible()) await folded.click();
  await tab.click();
}

/** The panels of the Tasks mode and what opens over them. */
export const TASKS: Readonly<Record<string, Come>> = {
  first: async (page) => {
    await open(page, '/');
    await expect(page.getByRole('region', { name: 'Welcome' })).toBeVisible();
  },
  ran: async (page) => {
    await open(page, SHORT);
    await run(page);
  },
  'a task selected': async (page) => {
    await open(page, '/#v1=pool+1;2+x+sleep+100ms');
    await run(page);
    await select(page, 'ArrowRight', 'ArrowRight', 'Enter');
  },
  'another example': async (page) => {
    await open(page, CASE);
    await run(page);
    await more(page);
    await page.getByRole('combobox', { name: 'Example' }).selectOption('Fan out, then merge');
    await expect(page.locator('.last-run')).toContainText('Last run');
  },
  'a moved knob': async (page) => {
    await open(page, CASE);
    await run(page);
    await more(page);
    await page.getByRole('slider', { name: 'Pool size' }).press('ArrowRight');
    await expect(status(page)).toHaveText(/run to measure$/);
    await expect(why(page)).toContainText('You changed');
  },
  'turns of the GIL': async (page) => {
    await open(
      page,
      '/#v1=4+x+cpu+100ms&workers=2&engines=sequential,ThreadPoolExecutor.as_completed,ProcessPoolExecutor.as_completed',
    );
    await run(page);
    await select(page, 'ArrowRight', 'ArrowDown', 'ArrowRight', 'Enter');
  },
  'the code': async (page) => {
    await open(page, ERRORS);
    await more(page);
    await button(page, 'Code').click();
    await expect(page.locator('.code-text .cm-content')).toBeVisible();
  },
  'the picker': async (page) => {
    await open(page, '/');
    await button(page, 'Add an engine').click();
    await expect(page.locator('.picker-row').first()).toBeVisible();
    await expect(page.locator('.picker-side')).toContainText('Good for', { useInnerText: !isNarrow(page) });
  },
  'a task in the replay': async (page) => {
    await open(page, '/#v1=pool+1;2+x+sleep+100ms');
    await run(page);
    await button(page, 'Replay').click();
    await button(page, 'Step').click();
    await expect(page.locator('.replay-event')).not.toBeEmpty();
  },
  'a measured range': async (page) => {
    await open(page, '/#v1=pool+1;2+x+sleep+100ms');
    await select(page, 'ArrowRight', 'ArrowRight', 'Enter');
    await page.keyboard.press('m');
    await button(page, 'Measure').click();
    await expect(button(page, 'Measure')).toHaveAttribute('aria-pressed', 'true');
  },
  'a note written': async (page) => {
    await open(page, '/#v1=pool+1;2+x+sleep+100ms');
    await select(page, 'ArrowRight', 'ArrowRight', 'Enter');
    await page.keyboard.press('n');
    await expect(page.getByRole('textbox', { name: 'Text of the note' })).toBeVisible();
  },
  'the sweep': async (page) => {
    await open(page, '/');
    await more(page);
    await button(page, 'Sweep').click();
    // One that is level has no height, and so counts as hidden.
    await expect(page.locator('.sweep-line').first()).toBeAttached();
  },
  charts: async (page) => {
    await open(page, CASE);
    await run(page);
    await panel(page, 'Charts');
    await expect(page.locator('.recharts-surface').first()).toBeVisible();
  },
  attempts: async (page) => {
    await open(page, SHORT);
    await run(page);
    await panel(page, 'Attempts');
    await expect(page.locator('#dock-panel').getByRole('row').nth(2)).toBeVisible();
  },
  output: async (page) => {
    await open(page, ERRORS);
    await run(page);
    await panel(page, 'Output');
    await expect(page.locator('.output')).toBeVisible();
  },
  'the knobs': async (page) => {
    await open(page, '/');
    await more(page);
    await page.getByRole('button', { name: /^Knobs/ }).click();
    await expect(page.getByRole('radio', { name: 'message', exact: true })).toBeVisible();
  },
  'a mistake in the tasks': async (page) => {
    await page.goto('/#v1=sleep+0..4;8+x+cpu+150+m');
    await expect(page.getByText('Line 2, column 9.')).toBeVisible();
  },
  'no tasks': async (page) => {
    await page.goto('/#v1=');
    await expect(page.locator('.tl-empty')).toBeVisible();
  },
  'no engine': async (page) => {
    await open(page, '/#v1=sleep+0..4&workers=3&engines=web-workers');
    await button(page, 'Remove Web Workers').click();
    await expect(page.locator('.tl-empty')).toBeVisible();
  },
  'all marks': async (page) => {
    await open(page, SHORT);
    await button(page, 'All marks').click();
    await expect(page.locator('.all-marks').getByText('took no time')).toBeVisible();
  },
  'the menu': async (page) => {
    await open(page, SHORT);
    await page.getByRole('button', { name: 'More tools' }).click();
    await expect(button(page, 'Sharing state')).toBeVisible();
  },
  'sharing state': async (page) => {
    await open(page, SHORT);
    await moreTools(page, 'Sharing state');
    await expect(page.locator('.sharing')).toBeVisible();
  },
  help: async (page) => {
    await open(page, SHORT);
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  },
  Ray: async (page) => {
    await open(page, RAY);
    await expect(why(page)).not.toBeEmpty();
  },
  'Ray, measured': async (page) => {
    await open(page, RAY);
    await run(page);
    await panel(page, 'Monitor');
  },
  Celery: async (page) => {
    await open(page, CELERY);
    await panel(page, 'Monitor');
    await expect(page.getByRole('table', { name: 'Machines' })).toBeVisible();
  },
  Spark: async (page) => {
    await open(page, SPARK);
    await panel(page, 'Monitor');
    await expect(page.getByRole('table', { name: 'Stages' })).toBeVisible();
  },
};

async function python(page: Page, example?: string): Promise<void> {
  // Whoever comes from another program need not load Python again.
  if (!page.url().includes('#python')) {
    await page.goto('/#python');
    await expect(page.locator('.py-status')).toHaveText(/^Ran/, { timeout: 60_000 });
  }
  if (example) await page.getByLabel('Example').selectOption(example);
}

/** Puts another program into the editor, as one who pastes it does. */
async function paste(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: /^Code/ }).click();
  await page.keyboard.press('ControlOrMeta+a');
  // Over something selected, the browser would keep its style, which the page's policy forbids.
  await page.keyboard.press('Delete');
  await page.keyboard.insertText(text);
}

/** The Python mode: each of them loads CPython. */
export const PYTHON: Readonly<Record<string, Come>> = {
  'Python, first': (page) => python(page),
  'Python, a moment': async (page) => {
    await python(page, 'queue_workers');
    await expect(page.locator('.py-status')).toHaveText(/^Ran/);
    await expect(page.locator('.cm-content')).toContainText('producer');
    const lanes = (await page.locator('.tl-lanes').boundingBox())!;
    await page.mouse.move(lanes.x + lanes.width * 0.5, lanes.y + 120);
  },
  'Python, a deadlock': async (page) => {
    await python(page, 'deadlock');
    await expect(why(page)).toContainText('Nobody can go on');
  },
  'Python, a race': async (page) => {
    await python(page, 'lost_update');
    await expect(page.locator('.py-status')).toHaveText(/^Ran \d+ steps/);
  },
  'Python, asyncio': async (page) => {
    await python(page, 'task_group');
    await expect(page.locator('.cm-content')).toContainText('TaskGroup');
    await expect(page.locator('.py-status')).toHaveText(/^(?:Ran|Raised|Ended)/);
  },
  'Python, a wrong line': async (page) => {
    await python(page);
    await paste(page, 'print("once")\nif:\n');
    await expect(page.locator('.py-error')).toContainText('SyntaxError');
  },
};

async function learn(page: Page, address: string): Promise<void> {
  await page.goto(`/#learn${address}`);
  await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
}

export const LEARN: Readonly<Record<string, Come>> = {
  'Learn, all lessons': (page) => learn(page, ''),
  'Learn, words': (page) => learn(page, '=words'),
  'Learn, which one': (page) => learn(page, '=which'),
  'Learn, a lesson by somebody': (page) => learn(page, TWO_DESKS.replace('#learn', '')),
  'Learn, make a lesson of two steps': async (page) => {
    await learn(page, TWO_DESKS.replace('#learn', ''));
    await button(page, 'Edit a copy').click();
    await expect(page.getByRole('textbox', { name: 'It asks' })).toBeVisible();
  },
  'Learn, guess': (page) => learn(page, '=five-customers'),
  'Learn, why': (page) => learn(page, '=five-customers/why'),
  'Learn, change': (page) => learn(page, '=five-customers/change'),
};

/** What takes longer to come to. Each can be come to from the one before. */
export const FURTHER: Readonly<Record<string, Come>> = {
  'Python, a number dragged': async (page) => {
    await python(page, 'threads');
    await expect(page.locator('.py-status')).toHaveText(/^Ran 5\.00 s/);
    const number = page.locator('.py-number', { hasText: /^3$/ });
    const box = (await number.boundingBox())!;
    await page.mouse.move(box.x + 3, box.y + 6);
    await page.mouse.down();
    await page.mouse.move(box.x + 12, box.y + 6);
    await page.mouse.move(box.x + 30, box.y + 6);
    await expect(page.getByText('Before the drag: 5.00 s')).toBeVisible();
  },
  'Python, a lost update': async (page) => {
    await page.mouse.up();
    await python(page, 'lost_update');
    await page.getByRole('tab', { name: 'Interleavings' }).click();
    await button(page, 'Try 100').click();
    await expect(page.getByText(/^100 tried line by line in /)).toBeVisible({ timeout: 60_000 });
    const lost = page.getByRole('listitem').filter({ hasText: /^[2345] of 6/ });
    await lost.first().getByRole('button').first().click();
    await expect(why(page)).toContainText('Where it went wrong');
  },
  'Python, one lane': async (page) => {
    await python(page, 'threads');
    await paste(page, 'import time\nfor n in range(3):\n    time.sleep(0.2)\nprint("done")\n');
    await expect(page.locator('.py-status')).toHaveText(/^Ran 600 ms/);
  },
  'Python, an endless loop': async (page) => {
    await python(page, 'threads');
    await paste(page, 'ready = False\nwhile not ready:\n    pass\n');
    await expect(why(page)).toContainText('Still running', { timeout: 60_000 });
  },
  'Learn, after a run': async (page) => {
    await learn(page, '=five-customers');
    await run(page);
    await steps(page).getByRole('link', { name: 'Why', exact: true }).click();
    await expect(why(page)).toContainText('Why was task 4 late?');
  },
  'Learn, changed after a run': async (page) => {
    // Whoever comes from the step before has run it.
    if (!page.url().includes('five-customers/why')) {
      await learn(page, '=five-customers');
      await run(page);
    }
    await steps(page).getByRole('link', { name: 'Change', exact: true }).click();
    await button(page, 'Desks: more').click();
    await expect(page.locator('.ln-sentence')).toContainText('With 4 desks');
  },
  'Learn, a program': async (page) => {
    await learn(page, '=two-locks/why');
    await expect(page.locator('.ln-program-parts')).toBeVisible({ timeout: 60_000 });
  },
  'Learn, make a lesson': (page) => learn(page, '=teach'),
  'Python, a browser that cannot': async (page) => {
    await page.addInitScript(() => Reflect.deleteProperty(WebAssembly, 'Suspending'));
    await page.goto('about:blank');
    await page.goto('/#python');
    await expect(page.getByRole('heading', { name: 'Python does not run here' })).toBeVisible();
  },
};
