import path from 'node:path';
import { formatPage } from '@conductor/report/page';
import type { RunResult } from '@conductor/types';
import type { Call } from '../call.ts';
import { deliverPage } from './deliver-page.ts';
import { refuseFormat } from './refuse-format.ts';

/** What a page is called in the directory of the run that it is about. */
const PAGE = 'report.html';

/** Makes the page of a run, says where it is, and shows it where that was asked for. */
export async function writePage(result: RunResult, directory: string, call: Call): Promise<void> {
  refuseFormat(call);
  const page = await formatPage(result, path.resolve(directory));
  await deliverPage(page, path.join(directory, PAGE), call);
}
