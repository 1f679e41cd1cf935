import { fileVersion } from '@conductor/protocol';

/**
 * What is read from files that another process may replace at any moment (by a command beside a running player, or by
 * hand): read again when one of them has changed, and only then.
 */
export class WatchedFiles<Content> {
  readonly #paths: readonly string[];
  readonly #read: () => Content;
  #version: string | null = null;
  #content: { readonly read: Content } | null = null;

  constructor(paths: readonly string[], read: () => Content) {
    this.#paths = paths;
    this.#read = read;
  }

  /** As the files are now. Throws what reading them throws, each time, until they have been mended. */
  get(): Content {
    // Looked at first: what is replaced while it is read is read again the next time.
    const version = this.#paths.map((path) => fileVersion(path) ?? 'none').join('/');
    if (this.#content !== null && this.#version === version) return this.#content.read;
    this.#content = { read: this.#read() };
    this.#version = version;
    return this.#content.read;
  }
}
