import { type JournalEntry, stepIdKey } from '@conductor/types';
import type { Containment } from '../containment/containment.ts';
import {
  clearGuardian,
  endLivingGuardian,
  holdGuardian,
  letGuardianAct,
  planGuardian,
  TrialGuard,
} from '../guardian/index.ts';
import type { GuardianGround } from '../guardian/plan-guardian.ts';
import { Journal } from '../journal/journal.ts';
import { foundOutputs } from '../recovery/found-outputs.ts';
import { readPast } from '../recovery/read-past.ts';
import { pastOf, type TrialPast } from '../recovery/trial-past.ts';
import { addJournals, goneFile, keptOutputs, readSegments, type Through } from '../results/kept-trial.ts';
import { TrialResults } from '../results/trial-results.ts';
import { maskedReader } from '../secrets/masked-reader.ts';
import { readResetSecrets } from '../secrets/reset-secrets.ts';
import { TrialSecrets } from '../secrets/trial-secrets.ts';
import type { ReturnedTrial } from '../session/returned-session.ts';
import { isSameStep, planOf } from '../session/step-in-phase.ts';
import type { TrialFile, TrialFolder } from '../storage/trial-folder.ts';
import type { PlaceGround, TrialPlace } from '../trial-place.ts';
import type { RebootRecord } from './reboot-record.ts';

/** A trial that goes on in this life of the player. */
export interface TakenUpTrial {
  readonly returned: ReturnedTrial;
  readonly place: TrialPlace;
  readonly guard: TrialGuard;
  /** The player listens: from here on its death is one again, and the trial is not taken up once more. */
  readonly settle: () => Promise<void>;
}

/** What is needed to take a trial up. */
export interface TakeUpGround extends GuardianGround, Pick<PlaceGround, 'clock'> {
  readonly containment: Containment;
  readonly onLog: (text: string) => void;
}

/** The trial as it was loaded, what was written down before the reboot, and how long the player was away. */
export interface FoundReboot {
  readonly file: TrialFile;
  readonly record: RebootRecord;
  readonly awayMs: number;
}

/**
 * Takes a trial up again behind the step that rebooted the host. Until it is settled, whoever dies leaves it to be taken up once
 * more: what an attempt before has written is written anew. Rejects with what the file system says, with a ConductorError
 * `storage`, or with the reason of the signal.
 */
export async function takeUpTrial(
  folder: TrialFolder,
  { file, record, awayMs }: FoundReboot,
  ground: TakeUpGround,
  signal: AbortSignal,
): Promise<TakenUpTrial> {
  const past = readPast(folder);
  const { bootId, containment } = ground;
  const { level, cgroupFolder } = containment;
  const kept: TrialFile = {
    ...file,
    reboots: record.reboots + 1,
    bootId,
    containment: level,
    cgroupFolder,
  };
  const plan = planOf(kept, record.step);
  if (!plan) throw new Error('the step that rebooted this host is none of the trial');
  const isOwed = past.hasBegunStartup;
  const guard = await guardAnew(folder, kept, { isOwed, leftMs: record.limitMs - awayMs }, ground, signal);
  try {
    folder.rewrite(kept);
    const journal = goOnWriting(folder, kept, { past, record, bootId }, ground);
    const secrets = new TrialSecrets(await readResetSecrets(folder.path));
    const results = earlierResults(folder, kept, secrets);
    const place = { kept, folder, journal, segment: past.segments + 1, secrets, results };
    const returned = { kept, reboot: { step: record.step, plan }, before: record, awayMs, isOwed };
    return { returned, place, guard, settle: () => settle(folder) };
  } catch (error) {
    guard.abandon();
    throw error;
  }
}

/** What lies in memory of a host must not outlive it: durable before a step begins. */
async function settle(folder: TrialFolder): Promise<void> {
  folder.forgetReboot();
  await letGuardianAct(folder.path);
}

/** Another boot has other marks and other control groups. It waits as the one before did, as long as the player may be away. */
async function guardAnew(
  folder: TrialFolder,
  kept: TrialFile,
  { isOwed, leftMs }: { readonly isOwed: boolean; readonly leftMs: number },
  ground: TakeUpGround,
  signal: AbortSignal,
): Promise<TrialGuard> {
  // Of an attempt before; one of the boot before is dead.
  await endLivingGuardian(folder.path, signal);
  await clearGuardian(folder.path);
  await holdGuardian(folder.path, leftMs);
  return TrialGuard.beginAnew(folder.path, { plan: planGuardian(kept, ground), isOwed }, ground, signal);
}

interface Before {
  readonly past: TrialPast;
  readonly record: RebootRecord;
  readonly bootId: string;
}

/** Begins another segment of the journal: with what the reboot ended, and how much there is of what it had printed. */
function goOnWriting(
  folder: TrialFolder,
  kept: TrialFile,
  { past, record, bootId }: Before,
  { clock }: Pick<TakeUpGround, 'clock'>,
): Journal {
  const journal = new Journal(folder.segment(past.segments + 1), clock, past.lastSeq);
  const known = { file: { kind: 'whole', file: kept } } as const;
  journal.append(
    { kind: 'trial-resumed', step: record.step, bootId, reboots: kept.reboots },
    ...endedByReboot(kept, past, record),
    ...foundOutputs({ folder, known, past, guardian: [] }),
  );
  journal.sync();
  return journal;
}

/** Only spawns live beside the step that the list waits for. */
function endedByReboot(kept: TrialFile, { unended }: TrialPast, record: RebootRecord): readonly JournalEntry[] {
  const key = planOf(kept, record.step)?.key ?? '';
  const ended = unended.filter((step) => !isSameStep(step, record.step));
  return ended.flatMap((step): readonly JournalEntry[] => [
    { kind: 'step-ended', step, outcome: { kind: 'lifetime-over', exit: { kind: 'lost' } }, durationMs: 0 },
    { kind: 'remark', step, text: `${key} rebooted the host, which ended it` },
  ]);
}

/** What there is of the trial until now; secrets are masked in it as soon as they came again. */
function earlierResults(folder: TrialFolder, { run, trial }: TrialFile, secrets: TrialSecrets): TrialResults {
  const results = new TrialResults(run, trial);
  const segments = readSegments(folder);
  const records = segments.flatMap((segment) => segment.records);
  addJournals(results, segments.slice(0, -1));
  const past = pastOf(segments.map((segment) => segment.records));
  const masked: Through = (reader, bytes) =>
    secrets.mask === null ? reader : maskedReader(reader, secrets.mask, () => ({ seen: bytes, end: bytes }));
  for (const output of keptOutputs(folder, past, masked)) results.add(output);
  // A fetch step that brought all of its files home is over when they are there.
  const home = new Set(
    records.flatMap((record) =>
      record.kind === 'step-ended' && record.outcome.kind === 'fetched' ? [stepIdKey(record.step)] : [],
    ),
  );
  for (const { step, file, path } of past.files) {
    if (!home.has(stepIdKey(step))) results.add(goneFile(step, file, path));
  }
  return results;
}
