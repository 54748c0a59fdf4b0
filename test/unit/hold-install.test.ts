/** The install of a service worker waits while anything is measured, and goes on once nothing is. */
import { afterEach, expect, test, vi } from 'vitest';
import { holdInstall } from '../../src/store/timing/hold-install.ts';

afterEach(() => vi.unstubAllGlobals());

/** A browser in which this is being installed; gives what the page has said to it. */
function installing(): { said: string[]; isInstalling: boolean } {
  const state = { said: [] as string[], isInstalling: true };
  const worker = {
    postMessage(said: string, ports?: readonly MessagePort[]) {
      state.said.push(said);
      ports?.[0]?.postMessage('waits');
    },
  };
  const getRegistration = async () => ({ installing: state.isInstalling ? worker : null });
  vi.stubGlobal('navigator', { serviceWorker: { getRegistration } });
  return state;
}

test('it goes on once the last measurement is over, whichever of them found it', async () => {
  const browser = installing();
  browser.isInstalling = false;
  const before = await holdInstall();
  browser.isInstalling = true;
  const during = await holdInstall();
  expect(browser.said).toEqual(['wait']);
  during();
  during();
  expect(browser.said).toEqual(['wait']);
  before();
  expect(browser.said).toEqual(['wait', 'go on']);
});

test('without a service worker a measurement begins at once', async () => {
  vi.stubGlobal('navigator', {});
  const over = await holdInstall();
  expect(over).not.toThrow();
});
