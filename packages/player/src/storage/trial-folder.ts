import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type ContainmentLevel, PHASES, type StepId, systemReason } from '@conductor/types';
import type { KeptTrial } from '../session/session-effect.ts';
import { fileName } from './file-name.ts';
import { orRemoved } from './or-removed.ts';
import { readPlainFile } from './read-plain-file.ts';
import { syncFolder } from './sync-folder.ts';
import { syncPath } from './sync-path.ts';

/** What is written down of a trial when it is loaded: all that is needed to pay its Reset later. */
export interface TrialFile extends KeptTrial {
  /** The boot of the host in which it was loaded. */
  readonly bootId: string;
  readonly containment: ContainmentLevel;
  /** The control group above those of its steps; empty where there is none. */
  readonly cgroupFolder: string;
  /** How the names begin that stand beside what the trial puts: a stranger cannot know it. Empty in what older players wrote. */
  readonly putMark: string;
  /** How often steps of the trial have rebooted the host. */
  readonly reboots: number;
}

const TRIAL_FILE = 'trial.json';
/** There while a step reboots the host. */
const REBOOT_FILE = 'reboot.json';
/** There, and empty, where secrets were delivered with the trial. */
const SECRETS_FILE = 'had-secrets';

/** Where a state folder has what is kept of runs. */
export function runsFolder(stateFolder: string): string {
  return join(stateFolder, 'runs');
}

/** The folder of one run below a state folder. */
export function runFolder(stateFolder: string, runId: string): string {
  return join(runsFolder(stateFolder), fileName(runId));
}

/** Where one trial is kept. */
export class TrialFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /**
   * Makes the folder of a trial with all that it needs. The trial counts as loaded only after `durable`. Throws what the file system says,
   * and leaves no folder.
   */
  static make(stateFolder: string, trial: TrialFile): TrialFolder {
    const { caseName, trial: number } = trial.trial;
    const caseFolder = join(
      runFolder(stateFolder, trial.run.runId),
      caseName === '' ? 'case' : `case-${fileName(caseName)}`,
    );
    const folder = new TrialFolder(join(caseFolder, `trial-${String(number).padStart(3, '0')}`));
    mkdirSync(caseFolder, { recursive: true, mode: 0o700 });
    // A trial of this name was loaded before: it is never mixed with another.
    mkdirSync(folder.path, { mode: 0o700 });
    return orRemoved(folder.path, () => {
      for (const phase of PHASES) mkdirSync(join(folder.path, phase), { mode: 0o700 });
      writeDraft(folder.path, TRIAL_FILE, JSON.stringify(trial));
      return folder;
    });
  }

  /** The trial as it was loaded; `null` where its player died before it was. Throws when it cannot be read, or is damaged. */
  read(): TrialFile | null {
    const path = join(this.path, TRIAL_FILE);
    const bytes = readPlainFile(path);
    return bytes === null ? null : parseTrial(path, bytes.toString());
  }

  /** The trial is taken up again in another boot of the host. Throws what the file system says. */
  rewrite(trial: TrialFile): void {
    writeDurably(this.path, TRIAL_FILE, JSON.stringify(trial));
  }

  /** Notes that a step is about to reboot the host, durably. Throws what the file system says. */
  writeReboot(text: string): void {
    writeDurably(this.path, REBOOT_FILE, text);
  }

  /** What an earlier life noted of it; `null` where it did not. Throws what the file system says. */
  readReboot(): string | null {
    return readPlainFile(join(this.path, REBOOT_FILE))?.toString() ?? null;
  }

  /** That is over, or did not come to be; durably. Throws what the file system says. */
  forgetReboot(): void {
    rmSync(join(this.path, REBOOT_FILE), { force: true });
    syncFolder(this.path);
  }

  /** Notes that what is kept here may hold secrets, which are nowhere written down; durable with the next `sync`. */
  noteSecrets(): void {
    writeFileSync(join(this.path, SECRETS_FILE), '', { mode: 0o600, flush: true });
  }

  /** Whether what is kept here may hold secrets. */
  hadSecrets(): boolean {
    return existsSync(join(this.path, SECRETS_FILE));
  }

  /** The file of a segment of the journal, from 1. */
  segment(number: number): string {
    return join(this.path, segmentName(number));
  }

  /** How many segments the journal has. */
  countSegments(): number {
    let count = 0;
    while (existsSync(this.segment(count + 1))) count += 1;
    return count;
  }

  /** Writes a segment whole, durably: the next player finds all of it or nothing. */
  writeSegment(number: number, text: string): void {
    writeDurably(this.path, segmentName(number), text);
  }

  /** Base of the names of what one step writes. */
  stepBase({ phase, index, attempt }: StepId): string {
    const again = attempt === 1 ? '' : `-${attempt}`;
    return join(this.path, phase, `${String(index).padStart(2, '0')}${again}`);
  }

  /**
   * From here on the trial counts as loaded. Resolves when a power cut would leave the folder, its files by name, and what the first
   * segment of its journal tells.
   */
  async durable(): Promise<void> {
    const caseFolder = dirname(this.path);
    const run = dirname(caseFolder);
    await syncPath(draftOf(this.path, TRIAL_FILE));
    renameSync(draftOf(this.path, TRIAL_FILE), join(this.path, TRIAL_FILE));
    // At once: what waits for the disk together is brought to it together.
    await Promise.all([this.segment(1), this.path, caseFolder, run, dirname(run)].map(syncPath));
  }
}

/** It was written whole: what is not as it was written was damaged since, by whatever it was. */
function parseTrial(path: string, text: string): TrialFile {
  try {
    const file: TrialFile = JSON.parse(text);
    const isWhole = [file.run.runId, file.playerName, file.bootId, file.cgroupFolder].every(
      (word) => typeof word === 'string',
    );
    const { putMark = '', reboots = 0 } = file;
    if (isWhole && PHASES.every((phase) => Array.isArray(file.phases[phase]))) return { ...file, putMark, reboots };
  } catch (error) {
    throw new Error(`${path} is damaged: ${systemReason(error)}`, { cause: error });
  }
  throw new Error(`${path} is damaged: it does not tell of a trial`);
}

function segmentName(number: number): string {
  return number === 1 ? 'journal.ndjson' : `journal-${number}.ndjson`;
}

function writeDurably(folder: string, name: string, text: string): void {
  writeWhole(folder, name, text);
  syncFolder(folder);
}

/** Under its name a file is whole or not there. */
function writeWhole(folder: string, name: string, text: string): void {
  writeDraft(folder, name, text, { flush: true });
  renameSync(draftOf(folder, name), join(folder, name));
}

function writeDraft(folder: string, name: string, text: string, options: { readonly flush?: boolean } = {}): void {
  writeFileSync(draftOf(folder, name), text, { mode: 0o600, ...options });
}

function draftOf(folder: string, name: string): string {
  return join(folder, `${name}.draft`);
}
