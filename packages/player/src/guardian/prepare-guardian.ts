import { chmodSync, constants, copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ConductorError, mostAttempts, type Step } from '@conductor/types';
import { MARK_VARIABLE } from '../containment/mark.ts';
import { PACKAGE_FOLDER } from '../package-folder.ts';
import { outputMode } from '../spool/output-file.ts';
import { shellWorkOf } from '../steps/shell-work-of.ts';
import { allDone } from '../storage/all-done.ts';
import { syncPath } from '../storage/sync-path.ts';
import { GUARDIAN_FILES, guardianFolder, guardianInput, guardianOutput } from './guardian-folder.ts';
import { firingSeconds, type GuardianPlan, type GuardianStep, statedLimitMs } from './guardian-plan.ts';
import { logSeconds } from './log-seconds.ts';
import { rangePattern } from './range-pattern.ts';
import { shellAssignments } from './shell-text.ts';
import { tokenName } from './token.ts';

/** The script as it is published with this package. */
export const GUARDIAN_SCRIPT: string = join(PACKAGE_FOLDER, 'guardian/guardian');

/** What may differ from one preparation to the next besides the plan. */
export interface PrepareOptions {
  /** The shell script that becomes the guardian. Default: the published one. */
  readonly script?: string;
}

/** Room in the log for what is written of one step, and of everything else, by several guardians one after the other. */
const LOG_BYTES_PER_STEP = 400;
const LOG_BYTES_PER_RETRY = 128;
const LOG_BYTES = 4096;
/** Room for the number of a step and of its process. */
const PID_BYTES = 32;

const CHANNELS = ['out', 'err'] as const;

/**
 * Writes everything that a guardian needs into the folder of a trial, made by the caller, and waits until it is on the
 * disk. All that a guardian will write to is made here, since the disk may be full when it has to work; but for its fifos, which the
 * first guardian makes before it says that it is ready. Throws a ConductorError `storage`.
 */
export async function prepareGuardian(
  trialFolder: string,
  plan: GuardianPlan,
  options?: PrepareOptions,
): Promise<void> {
  await keepGuardian(trialFolder, writeGuardian(trialFolder, plan, options));
}

/** The first half of it: all is written, and may be read; returns the files that are to be brought to the disk. */
export function writeGuardian(
  trialFolder: string,
  plan: GuardianPlan,
  { script = GUARDIAN_SCRIPT }: PrepareOptions = {},
): readonly string[] {
  try {
    return writeFolder(trialFolder, plan, script);
  } catch (error) {
    return unwritable(trialFolder, error);
  }
}

/** The second half of it: what was written, and `rest`, is on the disk, and then there is a token. */
export async function keepGuardian(
  trialFolder: string,
  files: readonly string[],
  rest: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  try {
    // At once: what waits for the disk together is brought to it together.
    await allDone([rest(), ...files.map(syncPath)]);
    const folder = guardianFolder(trialFolder);
    const token = join(folder, GUARDIAN_FILES.token);
    // Last: who finds it takes all else to be there. A player that is killed before it never loaded the trial.
    writeFresh(join(token, tokenName({ kind: 'loaded', holder: null })), '');
    await allDone([token, folder, trialFolder].map(syncPath));
  } catch (error) {
    unwritable(trialFolder, error);
  }
}

function unwritable(trialFolder: string, error: unknown): never {
  throw ConductorError.from(error, 'storage', `what survives the player cannot be written to ${trialFolder}`);
}

/** Some twenty small files, written in one go: on the way through other threads each would take ten times as long. */
function writeFolder(trialFolder: string, plan: GuardianPlan, script: string): readonly string[] {
  const folder = guardianFolder(trialFolder);
  const at = (name: string) => join(folder, name);
  mkdirSync(at(GUARDIAN_FILES.token), { recursive: true, mode: 0o700 });
  copyFileSync(script, at(GUARDIAN_FILES.script), constants.COPYFILE_EXCL);
  const written = {
    [GUARDIAN_FILES.settings]: settingsText(folder, plan),
    [GUARDIAN_FILES.environment]: JSON.stringify(environmentOf(plan)),
    [GUARDIAN_FILES.steps]: plan.steps.map((step) => `${stepLine(step, plan)}\n`).join(''),
    [GUARDIAN_FILES.log]: preparedLine(plan).concat('\n'.repeat(logBytes(plan))),
    [GUARDIAN_FILES.pid]: ' '.repeat(PID_BYTES),
    ...Object.fromEntries(plan.steps.map((step) => [`${step.step.index}.step`, stepText(step, plan)])),
    ...Object.fromEntries(plan.steps.flatMap(inputOf)),
  };
  const outputs = plan.steps.flatMap(({ step: { index } }) =>
    CHANNELS.map((channel) => guardianOutput(trialFolder, index, channel)),
  );
  const made = [...[GUARDIAN_FILES.groups, GUARDIAN_FILES.complaints, GUARDIAN_FILES.idle].map(at), ...outputs];
  for (const [name, content] of Object.entries(written)) writeFresh(at(name), content);
  for (const path of made) writeFresh(path, '');
  // Who opens its own output again, as `> /dev/stderr` does, must be let.
  for (const path of outputs) chmodSync(path, outputMode(plan.become));
  chmodSync(at(GUARDIAN_FILES.script), 0o700);
  return [GUARDIAN_FILES.script, ...Object.keys(written)].map(at);
}

function writeFresh(path: string, content: string): void {
  writeFileSync(path, content, { mode: 0o600, flag: 'wx' });
}

/** A guardian bears its mark as steps bear theirs; each step of Reset gets one of its own. */
function environmentOf({ environment, marks }: GuardianPlan): Readonly<Record<string, string>> {
  return marks === null ? environment : { ...environment, [MARK_VARIABLE]: String(marks.own) };
}

/** What the script reads as it starts; the names are explained in the script. */
function settingsText(folder: string, plan: GuardianPlan): string {
  const { marks } = plan;
  const settings = {
    own_mark: marks === null ? '' : String(marks.own),
    marks: marks === null ? '' : rangePattern(marks.first, marks.last),
    cgroup: plan.cgroupFolder,
    boot: plan.bootId,
    folder: plan.folder,
    as: plan.become.join(' '),
    home: folder,
    stop: plan.stopSignal.replace(/^SIG/, ''),
    grace: String(Math.ceil(plan.killGraceMs / 1000)),
    reserve: plan.reserveFile ?? '',
    reaper: process.platform === 'freebsd' ? 'timeout' : '',
  };
  return shellAssignments(settings, 'g_');
}

function stepLine({ step, mark }: GuardianStep, { stepTimeoutMs, marks }: GuardianPlan): string {
  const work = shellWorkOf(step, stepTimeoutMs);
  if (work === null) return `${step.index} ${step.kind} - - - 0`;
  const limitMs = statedLimitMs(work.plan, stepTimeoutMs);
  const limits = limitMs === null ? ['-', '-'] : [String(firingSeconds(limitMs)), String(limitMs)];
  return [step.index, kindOf(step), limits[0], marks === null ? '-' : mark, limits[1], mostAttempts(step) - 1].join(
    ' ',
  );
}

/** What is tried until it succeeds has failed when it is ended at its limit. */
function kindOf({ kind }: Step): Step['kind'] {
  return kind === 'ready' ? 'step' : kind;
}

function inputOf({ step, input }: GuardianStep): readonly (readonly [name: string, content: string])[] {
  return input === null ? [] : [[basename(guardianInput('', step.index)), input]];
}

function stepText({ step, environment }: GuardianStep, { stepTimeoutMs }: GuardianPlan): string {
  const work = shellWorkOf(step, stepTimeoutMs);
  const command = work === null ? {} : { CONDUCTOR_GATE: work.plan.command };
  return shellAssignments({ ...environment, ...command }, 'export ');
}

function logBytes({ steps }: GuardianPlan): number {
  const retries = steps.reduce((sum, { step }) => sum + mostAttempts(step) - 1, 0);
  return LOG_BYTES + LOG_BYTES_PER_STEP * steps.length + LOG_BYTES_PER_RETRY * retries;
}

/** What times in the log are counted from, and by what means things are ended. */
function preparedLine({ containment }: GuardianPlan): string {
  return `${logSeconds()} prepared ${Date.now()} ${containment}\n`;
}
