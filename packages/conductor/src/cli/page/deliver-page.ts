import { rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { systemReason, visibleText } from '@conductor/types';
import type { Call } from '../call.ts';
import { openOutput } from '../output.ts';
import { usageError } from '../usage-error.ts';
import { openPage } from './open-page.ts';

/** Writes a page to the file that was named, or else to `ownFile` (`null`: there is none), says where it is, and shows it where that was asked for. */
export async function deliverPage(
  page: string,
  ownFile: string | null,
  { wishes, terminal, env }: Call,
): Promise<void> {
  const named = wishes.output?.value ?? null;
  const file = named ?? ownFile;
  if (file === null)
    throw usageError('a file of numbers has no directory for a page: say with -o FILE where it is to be');
  if (named === null) await replaceFile(file, page);
  else await (await openOutput(named, terminal)).write(page);
  await terminal.out.deliver(`${visibleText(file)}\n`);
  if (wishes.page !== 'open') return;
  const fault = await openPage(path.resolve(file), env);
  if (fault !== null) terminal.err.write(`${visibleText(`conduct: ${fault}; open ${file} yourself`)}\n`);
}

/** In one step: a browser that shows the old page never finds half of a new one. */
async function replaceFile(file: string, content: string): Promise<void> {
  const fresh = `${file}.${process.pid}.new`;
  try {
    await writeFile(fresh, content, { flag: 'wx' });
    await rename(fresh, file);
  } catch (thrown) {
    await rm(fresh, { force: true });
    throw usageError(`cannot write the page to ${file}: ${systemReason(thrown)}; name another place with -o`);
  }
}
