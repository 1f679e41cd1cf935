/** Files named in one sentence; files.json has all. */
const NAMED = 10;

/** Files that were found and cannot be had, until a batch tells of them: those of one reason in one sentence. */
export class MissedFiles {
  #paths = new Map<string, string[]>();

  /** `why` follows the path: `could not be read there: it shrank`. */
  add(path: string, why: string): void {
    const paths = this.#paths.get(why) ?? [];
    this.#paths.set(why, paths);
    paths.push(path);
  }

  /** What there is to tell since the last time. */
  take(): readonly string[] {
    const sentences = Array.from(this.#paths, ([why, paths]) => sentence(why, paths));
    this.#paths = new Map();
    return sentences;
  }
}

function sentence(why: string, paths: readonly string[]): string {
  const [first = '', ...others] = paths;
  if (others.length === 0) return `${first} ${why}; it was not fetched`;
  const more = paths.length > NAMED ? ` and ${paths.length - NAMED} more; files.json names them all` : '';
  return `${paths.length} files ${why}; they were not fetched: ${paths.slice(0, NAMED).join(', ')}${more}`;
}
