import { truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { RunResult } from '@conductor/types';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { formatPage } from '../../src/page/format-page.ts';
import { HOSTILE } from '../support/hostile.ts';
import { measuredRun, type RunFolder, runFolder } from '../support/run-folder.ts';
import { EMPTY, part, runResult, stepResult, THREE } from '../support/sample-result.ts';
import { openBrowser, openFile } from './browser.ts';

let browser: Browser | null = null;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());
beforeEach((context) => context.skip(browser === null, 'missing: chromium'));

const SIZES = [
  [400, 'light'],
  [1400, 'dark'],
] as const;

async function open(folder: RunFolder, result: RunResult, width = 1400, scheme: 'light' | 'dark' = 'light') {
  if (browser === null) throw new Error('there is no browser');
  const file = path.join(folder.path, 'report.html');
  writeFileSync(file, await formatPage(result, folder.path));
  return await openFile(browser, file, width, scheme);
}

describe('the page of a run in a browser', () => {
  test.for(SIZES)(
    'asks for nothing, says nothing on the console, and fits a window %i pixels wide',
    async ([width, scheme]) => {
      using folder = runFolder();
      const { page, faults } = await open(
        folder,
        measuredRun(folder, ['source', 'dut', 'sink', 'watch'], 3),
        width,
        scheme,
      );
      const screenshot = await page.screenshot({ path: path.join(folder.path, 'page.png'), fullPage: true });
      expect(screenshot.length).toBeGreaterThan(20_000);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      expect(await page.locator('#course-drawing .bar').count()).toBe(16);
      expect(await page.locator('#course-series figure').count()).toBe(3);
      expect(await page.locator('h1').textContent()).toBe('throughput: failed');
      expect(faults).toEqual([]);
      await page.context().close();
    },
  );

  test('shows whatever players are called, run or print as text, everywhere', async () => {
    using folder = runFolder();
    const all = HOSTILE.join('\n');
    const stdout = folder.store('trial-001/run/x/01-step1.out', all);
    const step = (text: string) => stepResult(1, THREE, 'failed', { text, stdout, remarks: [text], key: text });
    const result = runResult({ run: HOSTILE.map((text) => part(text, [step(text)])) }, 1, {
      test: { name: HOSTILE[0] ?? '', file: all, trials: 1 },
      problems: [...HOSTILE],
      players: HOSTILE.map((name) => ({
        name,
        address: name,
        port: 1,
        facts: null,
        identity: name,
        lost: name,
        clock: null,
      })),
      checks: HOSTILE.map((text) => ({ metric: text, caseName: text, text, verdict: 'failed', found: text })),
      metrics: HOSTILE.map((name) => ({
        name,
        player: name,
        unit: '',
        of: null,
        text: name,
        trials: [{ caseName: name, trial: 1, kind: 'none', reason: name }],
      })),
    });
    const { page, faults } = await open(folder, result);
    for (const lane of await page.locator('#course-drawing .bar').all()) await lane.dispatchEvent('click');
    await page.locator('#sought').fill('<script>');
    await page.locator('#search button').click();
    expect(await page.locator('h1').textContent()).toBe('<script>alert(1)</script>: failed');
    expect(await page.locator('script:not([type])').count()).toBe(1);
    expect(await page.locator('img, iframe, object, b > b, base, link').count()).toBe(0);
    expect(await page.locator('body').textContent()).not.toMatch(/(?![\n\t])[\p{Cc}\p{Cf}]/u);
    expect(await page.locator('#wrong').textContent()).toContain(String.raw`\e[31mred\e[0m\x9b2J`);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test('is read by keyboard: steps, zoom, trials, and the outputs that have a word', async () => {
    using folder = runFolder();
    const { page, faults } = await open(folder, measuredRun(folder, ['source', 'dut'], 2));
    const told = page.locator('#course-told');
    await page.locator('#course-drawing').focus();
    for (const key of ['ArrowRight', 'ArrowDown', 'ArrowUp', 'ArrowRight', 'ArrowRight', 'ArrowRight']) {
      await page.keyboard.press(key);
    }
    expect(await told.textContent()).toContain(
      'source, run, step4 at 11.100 s: passed: exit 0, 300 ms echo done its output',
    );
    const width = () =>
      page.locator('#course-drawing .chosen rect').evaluate((bar) => Number(bar.getAttribute('width')));
    const before = await width();
    await page.keyboard.press('+');
    expect(await width()).toBeGreaterThan(before * 1.5);
    await page.keyboard.press('0');
    expect(await width()).toBe(before);
    await page.keyboard.press('Enter');
    // A locator, for what is polled as a string is refused by the page's own policy from the second time on.
    await page.locator('details[open]:has(:focus)').waitFor();
    await page.locator('#course-trial').selectOption('1 (passed)');
    expect(await page.locator('#course-drawing .bar.failed').count()).toBe(0);
    await page.locator('#sought').fill('needle');
    await page.keyboard.press('Enter');
    expect(await page.locator('#search-found').textContent()).toBe('4 places in 4 of 16 outputs');
    expect(await page.locator('details.log:visible').count()).toBe(4);
    expect(await page.evaluate('getSelection().toString()')).toBe('needle');
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test('of 4 players and 20 trials has less than a megabyte, and costs a browser less than a second', async () => {
    using folder = runFolder();
    const result = measuredRun(folder, ['source', 'dut', 'sink', 'watch'], 20);
    expect(Buffer.byteLength(await formatPage(result, folder.path))).toBeLessThan(1e6);
    const { page, faults } = await open(folder, result, 400, 'dark');
    const cdp = await page.context().newCDPSession(page);
    // Of the processor: how long a busy machine lets the browser wait says nothing of the page.
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
    await page.reload();
    const { metrics } = await cdp.send('Performance.getMetrics');
    expect(metrics.find(({ name }) => name === 'TaskDuration')?.value).toBeLessThan(1);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test('of an output of 100 MB shows its beginning and its end', async () => {
    using folder = runFolder();
    const stdout = { ...EMPTY, path: 'huge.out', bytes: 100_000_000 };
    folder.store('huge.out', `begins\n${'x'.repeat(100)}\n`);
    truncateSync(path.join(folder.path, 'huge.out'), 99_999_990);
    writeFileSync(path.join(folder.path, 'huge.out'), '\nthe end\n\n', { flag: 'a' });
    const { page, faults } = await open(
      folder,
      runResult({ run: [part('dut', [stepResult(1, THREE, 'failed', { stdout, text: 'iperf3 -c x' })])] }),
    );
    const shown = await page.locator('details.log').textContent();
    expect(shown).toContain('begins');
    expect(shown).toContain('the end');
    expect(shown).toContain('left out here: the file has all of it');
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test('of 50 players has a lane for each, in the window of a telephone', async () => {
    using folder = runFolder();
    const players = Array.from({ length: 50 }, (_, at) => `player${at + 1}`);
    const { page, faults } = await open(folder, measuredRun(folder, players, 1), 400);
    expect(await page.locator('#course-drawing .lane').count()).toBe(50);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(400);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
