import { formatJunit } from '@conductor/report';
import { formatPage } from '@conductor/report/page';
import { ConductorError } from '@conductor/types';
import type { RunDirectory } from '../run-directory.ts';

/** Makes the files of a run directory that are for other programs and for people. Results are good without them: where one cannot be written, a problem says so. */
export async function writeReports(directory: RunDirectory): Promise<void> {
  try {
    const result = directory.result();
    const [junit, page] = [await formatJunit(result, directory.path), await formatPage(result, directory.path)];
    await directory.derivedFile('junit.xml').saveNow(() => [junit]);
    await directory.derivedFile('report.html').saveNow(() => [page]);
  } catch (thrown) {
    const { message } = ConductorError.from(thrown, 'storage', 'junit.xml and report.html could not be made');
    directory.append({ kind: 'problem', text: message });
  }
}
