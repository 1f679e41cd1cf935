import { makeFolder } from './make-folder.ts';

/**
 * Makes folders below a root, and keeps in mind which have new names in them. Between two syncs each is looked at once, however
 * many files go there.
 */
export class FolderMaker {
  readonly #root: string;
  readonly #unsynced = new Set<string>();
  /** By the folder that was asked for: the one that was made. */
  readonly #made = new Map<string, Promise<string>>();

  constructor(root: string) {
    this.#root = root;
  }

  /** Makes a folder in which a name is about to be made. A link on the way is refused. */
  async make(folder: string): Promise<void> {
    const make = async () => {
      await makeFolder(this.#root, folder, this.#unsynced);
      return folder;
    };
    await this.once(folder, make);
  }

  /** As `make`, where another way of making it may choose another name, which is returned. */
  async once(folder: string, make: (unsynced: Set<string>) => Promise<string>): Promise<string> {
    const known = this.#made.get(folder);
    const making = known ?? make(this.#unsynced);
    if (known === undefined) {
      this.#made.set(folder, making);
      // What could not be made may be tried again, when there is room.
      making.catch(() => this.#made.delete(folder));
    }
    const made = await making;
    this.#unsynced.add(made);
    return made;
  }

  /** The folders that have new names since the last time. */
  takeUnsynced(): string[] {
    const folders = Array.from(this.#unsynced);
    this.#unsynced.clear();
    this.#made.clear();
    return folders;
  }
}
