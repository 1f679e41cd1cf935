import { platform } from 'node:os';
import { execa } from 'execa';

/** The program that shows a file as its user wants it shown, by system; on all others that of desktops that follow freedesktop.org. */
const OPENERS: Readonly<Record<string, string>> = { darwin: 'open' };
const FREE_DESKTOP = 'xdg-open';

/** Shows a page in the user's browser; resolves with why not, or `null`. */
export async function openPage(file: string, env: NodeJS.ProcessEnv): Promise<string | null> {
  const opener = OPENERS[platform()] ?? FREE_DESKTOP;
  const opened = await execa(opener, [file], { env, extendEnv: false, stdio: 'ignore', reject: false, cleanup: false });
  return opened.failed ? `no browser was opened (${opened.shortMessage})` : null;
}
