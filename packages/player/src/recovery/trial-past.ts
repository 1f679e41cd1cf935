import {
  type Channel,
  type JournalRecord,
  type Phase,
  type ResetState,
  type StepId,
  stepIdKey,
} from '@conductor/types';

/** What the journal of a trial tells a player that did not write it. */
export interface TrialPast {
  /** Segments of the journal that are there. */
  readonly segments: number;
  /** The last of them was written by a player that did not go on with the trial: it tells how it came to its end. */
  readonly isToldByNext: boolean;
  /** Number of the last record; 0 when there is none. */
  readonly lastSeq: number;
  /** The phase that was taken up last. */
  readonly phase: Phase | null;
  readonly hasBegunStartup: boolean;
  readonly hasFinishedReset: boolean;
  /** What became of Reset, where the trial was closed. */
  readonly closed: ResetState | null;
  readonly isStopped: boolean;
  /** Number of the last attempt of Reset; 0 when no step of it began. */
  readonly resetAttempt: number;
  /** Steps that began and have no end. */
  readonly unended: readonly StepId[];
  /** Every step of which a beginning or an end is told, by `stepIdKey`. */
  readonly told: ReadonlySet<string>;
  /** Every step that began. */
  readonly begun: readonly BegunStep[];
  /** Outputs of which something is known, by `outputKey`. */
  readonly outputs: ReadonlyMap<string, PastOutput>;
  readonly files: readonly Extract<JournalRecord, { kind: 'file-found' }>[];
}

/** A step that began. */
export interface BegunStep {
  readonly step: StepId;
  /** A player writes into the first segment, and into one that it begins with `trial-resumed`: what others tell was done by guardians. */
  readonly by: 'player' | 'guardian';
}

/** What is known of an output of a step. */
export interface PastOutput {
  readonly generation: number;
  /** `null` until it was closed. */
  readonly bytes: number | null;
}

/** Reads what happened from the records of all segments, in order. */
export function pastOf(segments: readonly (readonly JournalRecord[])[]): TrialPast {
  const past: Growing = {
    segments: segments.length,
    isToldByNext: false,
    lastSeq: 0,
    phase: null,
    hasBegunStartup: false,
    hasFinishedReset: false,
    closed: null,
    isStopped: false,
    resetAttempt: 0,
    unended: new Map(),
    told: new Set(),
    begun: [],
    outputs: new Map(),
    files: [],
  };
  for (const [place, records] of segments.entries()) {
    const by = place === 0 || isResumed(records) ? 'player' : 'guardian';
    past.isToldByNext = place > 0 && !isResumed(records);
    for (const record of records) take(past, record, by);
  }
  return { ...past, unended: [...past.unended.values()] };
}

/** Whether a player that went on with the trial has written a segment; one in which nothing is yet as well. */
export function isResumed([first]: readonly JournalRecord[]): boolean {
  return first === undefined || first.kind === 'trial-resumed';
}

/** The key of an output in maps. */
export function outputKey(step: StepId, channel: Channel): string {
  return `${stepIdKey(step)}/${channel}`;
}

type Growing = {
  -readonly [K in keyof Omit<TrialPast, 'unended' | 'told' | 'begun' | 'outputs' | 'files'>]: TrialPast[K];
} & {
  readonly unended: Map<string, StepId>;
  readonly told: Set<string>;
  readonly begun: BegunStep[];
  readonly outputs: Map<string, PastOutput>;
  readonly files: Extract<JournalRecord, { kind: 'file-found' }>[];
};

function take(past: Growing, record: JournalRecord, by: BegunStep['by']): void {
  past.lastSeq = record.seq;
  switch (record.kind) {
    case 'phase-began':
      past.phase = record.phase;
      past.hasBegunStartup ||= record.phase === 'startup';
      break;
    case 'step-began':
      past.hasBegunStartup ||= record.step.phase === 'startup';
      if (record.step.phase === 'reset') past.resetAttempt = Math.max(past.resetAttempt, record.step.attempt);
      past.unended.set(stepIdKey(record.step), record.step);
      past.told.add(stepIdKey(record.step));
      past.begun.push({ step: record.step, by });
      break;
    case 'step-ended':
      past.unended.delete(stepIdKey(record.step));
      past.told.add(stepIdKey(record.step));
      break;
    case 'output-rewound':
      past.outputs.set(outputKey(record.step, record.channel), { generation: record.generation, bytes: null });
      break;
    case 'output-closed':
      past.outputs.set(outputKey(record.step, record.channel), record);
      break;
    case 'file-found':
      past.files.push(record);
      break;
    case 'phase-finished':
      past.hasFinishedReset ||= record.phase === 'reset';
      break;
    case 'trial-stopped':
      past.isStopped = true;
      break;
    case 'trial-closed':
      past.closed = record.reset;
      break;
    case 'trial-loaded':
    case 'trial-resumed':
    case 'steps-done':
    case 'file-refused':
    case 'remark':
    case 'left-behind':
    case 'state-compared':
      break;
    default:
      record satisfies never;
  }
}
