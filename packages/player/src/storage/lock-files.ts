import { linkSync, renameSync, rmSync } from 'node:fs';
import { ConductorError, errnoOf } from '@conductor/types';
import { livingPid } from './lock-holder.ts';
import { readPlainFile } from './read-plain-file.ts';

/** The single steps in which a lock is taken and given back: between any two of them others may do theirs. */
export interface LockSteps {
  /** Gives a file a second name, whole or not at all, and never over another; `false`: something has that name. */
  link(file: string, name: string): boolean;
  /** `null`: there is none. */
  read(file: string): string | null;
  /** Gives a file the name of another, with no moment between in which neither has it. */
  replace(file: string, name: string): void;
  remove(file: string): void;
  /** The process that a text names and that lives; `null` where it is dead. */
  livingPid(text: string): number | null;
}

/** Those steps on a file system. They throw a ConductorError `storage`. */
export const lockFiles: LockSteps = {
  link(file, name) {
    try {
      linkSync(file, name);
      return true;
    } catch (error) {
      if (errnoOf(error) === 'EEXIST') return false;
      throw ConductorError.from(error, 'storage', `the lock ${name} cannot be made`);
    }
  },
  /** What cannot be read stays in the way, however often it is looked at. */
  read(file) {
    try {
      return readPlainFile(file)?.toString() ?? null;
    } catch (error) {
      throw ConductorError.from(error, 'storage', `the lock ${file} cannot be read`);
    }
  },
  replace(file, name) {
    try {
      renameSync(file, name);
    } catch (error) {
      throw ConductorError.from(error, 'storage', `the lock ${name} of a process that is dead cannot be replaced`);
    }
  },
  remove(file) {
    try {
      rmSync(file, { force: true });
    } catch (error) {
      throw ConductorError.from(error, 'storage', `the lock ${file} cannot be removed`);
    }
  },
  livingPid,
};
