import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import {
  ConductorError,
  formatPlace,
  type PhaseSteps,
  type PlayerPlan,
  PUT_MOST,
  type PutItem,
  type PutStep,
  type Step,
  systemReason,
  type Test,
  type TestCase,
} from '@conductor/types';
import { checkFileCounts } from './check-file-counts.ts';
import { putSteps } from './put-files.ts';

/** A test whose put steps know what they put. */
export interface ReadPuts {
  readonly test: Test;
  /** Where the bytes of each file are on this machine, by checksum. */
  readonly sources: ReadonlyMap<string, string>;
}

/**
 * Reads what the put steps of a test put: which files, with which bytes and modes. Links are followed, as `cp -L` does; what is neither a
 * file nor a folder is refused. Rejects with a ConductorError `config` that names the step.
 */
export async function readPuts(test: Test): Promise<ReadPuts> {
  const sources = new Map<string, string>();
  const players = await playersWith(test.players, sources);
  const cases: TestCase[] = [];
  for (const one of test.cases ?? []) cases.push({ ...one, players: await playersWith(one.players, sources) });
  const read: Test = { ...test, players, ...(test.cases && { cases }) };
  checkFileCounts(read);
  return { test: read, sources };
}

async function playersWith(given: readonly PlayerPlan[], sources: Map<string, string>): Promise<PlayerPlan[]> {
  const ofPhase = (steps: readonly Step[]) =>
    Promise.all(steps.map((step) => (step.kind === 'put' ? readPut(step, sources) : step)));
  const players: PlayerPlan[] = [];
  for (const player of given) {
    const { startup, run, collect, reset } = player.phases;
    const phases: PhaseSteps = {
      startup: await ofPhase(startup),
      run: await ofPhase(run),
      collect: await ofPhase(collect),
      reset,
    };
    players.push({ ...player, phases: { ...phases, reset: reset.map((step) => toldOf(phases, step)) } });
  }
  return players;
}

/** What puts back is told how much that may be. */
function toldOf(phases: PhaseSteps, step: Step): Step {
  if (step.kind !== 'put-back') return step;
  const puts = putSteps(phases).filter(({ keep }) => !keep);
  return { ...step, items: puts.reduce((sum, { items }) => sum + items.length, 0) };
}

async function readPut(step: PutStep, sources: Map<string, string>): Promise<PutStep> {
  const items: PutItem[] = [];
  try {
    await readItem(step.source, whereTo(step), items, sources);
  } catch (error) {
    throw new ConductorError('config', `${placeOf(step)}: ${step.key} puts ${step.source}: ${systemReason(error)}`);
  }
  return { ...step, items };
}

/** A `/` at the end is a folder that takes it under its own name. */
function whereTo({ source, target }: PutStep): string {
  return target.endsWith('/') ? join(target, basename(source)) : target;
}

async function readItem(from: string, path: string, items: PutItem[], sources: Map<string, string>): Promise<void> {
  const found = await stat(from);
  if (items.length >= PUT_MOST.items)
    throw new Error(`there is more than ${PUT_MOST.items} files and folders in it; pack them`);
  if (/[\n\r]/.test(path)) throw new Error(`${JSON.stringify(from)} has a line break in its name`);
  if (found.isDirectory()) {
    // Whoever may not write into it could not put what is in it.
    items.push({ kind: 'folder', path, mode: (found.mode & 0o7777) | 0o700 });
    for (const name of (await readdir(from)).sort()) await readItem(join(from, name), join(path, name), items, sources);
    return;
  }
  if (!found.isFile()) throw new Error(`${from} is neither a file nor a folder`);
  const sha256 = await digestOf(from);
  sources.set(sha256, from);
  items.push({ kind: 'file', path, mode: found.mode & 0o7777, size: found.size, sha256 });
  if (pathBytes(items) > PUT_MOST.pathBytes) throw new Error('the paths in it are too many and too long; pack them');
}

function pathBytes(items: readonly PutItem[]): number {
  return items.reduce((sum, { path }) => sum + Buffer.byteLength(path), 0);
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
}

function placeOf({ place }: PutStep): string {
  return formatPlace(place);
}
