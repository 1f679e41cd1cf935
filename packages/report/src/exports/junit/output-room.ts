import type { OutputResult, Verdict } from '@conductor/types';
import type { ReadTail } from '../../closing/read-tail.ts';
import { tailLines } from '../../closing/tail-lines.ts';
import { formatBytes } from '../../text/quantities.ts';

/** Characters of output in one file, so that readers which hold it in memory can: of steps that passed, and of the others. */
const ROOM = { good: 2 ** 20, bad: 2 ** 22 } as const;

/** Reads the last lines of outputs for one file, as long as there is room in it. */
export class OutputRoom {
  readonly #readTail: ReadTail;
  readonly #left: { good: number; bad: number } = { ...ROOM };

  constructor(readTail: ReadTail) {
    this.#readTail = readTail;
  }

  /** Where an output is, and its last lines; nothing of an empty one. */
  async lines({ path, bytes, sha256 }: OutputResult, verdict: Verdict): Promise<string[]> {
    if (path === null || bytes === 0) return [];
    const title = `${path} (${formatBytes(bytes)}${sha256 === null ? ', not whole' : ''})`;
    const of = verdict === 'passed' || verdict === 'skipped' ? 'good' : 'bad';
    if (this.#left[of] <= 0) return [title];
    const tail = await this.#readTail(path);
    if (tail === null) return [`${title}: cannot be read`];
    const lines = [title, ...tailLines(tail, tail.length >= bytes).map((line) => `| ${line}`)];
    this.#left[of] -= lines.reduce((sum, line) => sum + line.length, 0);
    return lines;
  }
}
