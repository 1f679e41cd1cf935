import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';

/** Names of the same browser. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** Reached only where something is wrong: a busy machine may let a browser wait. */
const PATIENCE_MS = 55_000;

/** A browser of this machine; `null` when it has none. */
export async function openBrowser(): Promise<Browser | null> {
  const executablePath = findBrowser();
  return executablePath === null
    ? null
    : await chromium.launch({ executablePath, args: ['--no-sandbox'], timeout: PATIENCE_MS });
}

function findBrowser(): string | null {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  const files = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return files.find(isProgram) ?? null;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A page that is open, with all that it should not have done. */
export interface OpenedPage {
  readonly page: Page;
  /** What it said on the console, what it threw, and what it asked for besides itself. */
  readonly faults: readonly string[];
}

/** Opens a file in a window of such a width. */
export async function openFile(
  browser: Browser,
  file: string,
  width: number,
  colorScheme: 'light' | 'dark',
): Promise<OpenedPage> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, reducedMotion: 'reduce' });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const faults: string[] = [];
  const address = `file://${file}`;
  page.on('console', (message) => faults.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => faults.push(`dialog: ${dialog.message()}`));
  page.on('request', (request) => {
    if (request.url() !== address) faults.push(`request: ${request.url()}`);
  });
  await page.goto(address);
  return { page, faults };
}
