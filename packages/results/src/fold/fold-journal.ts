import type { JournalRecord, RunEvent } from '@conductor/types';
import { addRemark, addSentence, noteKept, outputOf, playerOf, stepOf, trialOf } from './grow-run.ts';
import type { JournalState, PlayerState, RunState } from './run-state.ts';

/** Characters of an outcome that are not worth counting. */
const SHORT_OUTCOME = 256;
/** A record names at most half as many. */
const KEPT_LEFTOVERS = 1000;

type JournalEvent = Extract<RunEvent, { kind: 'journal' }>;

/** One record of a player's journal. A record that was already folded, pulled twice over a cut, changes nothing. */
export function foldJournal(state: RunState, event: JournalEvent): void {
  const player = playerOf(state, trialOf(state, event.trial, event.time), event.player);
  if (player === undefined || !isNew(player.journal, event)) return;
  if (event.segment > player.journal.segment) noteKept(player, '');
  player.journal.segment = event.segment;
  player.journal.seq = event.record.seq;
  player.journal.offsets.set(event.segment, event.offset);
  foldRecord(state, player, event.player, event.record);
}

/**
 * Where a power cut took the end of a segment from the player's disk, the next one begins with numbers that were used
 * already; what was folded before stands.
 */
function isNew({ segment, seq }: JournalState, event: JournalEvent): boolean {
  return event.segment === segment ? event.record.seq > seq : event.segment > segment;
}

function foldRecord(state: RunState, player: PlayerState, name: string, record: JournalRecord): void {
  switch (record.kind) {
    case 'trial-loaded':
    case 'trial-resumed':
    case 'trial-stopped':
      break;
    case 'phase-began':
    case 'steps-done':
      player.touched.add(record.phase);
      break;
    case 'step-began':
      foldBegan(player, record);
      break;
    case 'step-ended':
      foldEnded(player, record);
      break;
    case 'output-rewound':
      outputOf(player, record.step, record.channel, record.generation);
      break;
    case 'output-closed': {
      const output = outputOf(player, record.step, record.channel, record.generation);
      if (output.generation === record.generation) output.closedBytes = record.bytes;
      break;
    }
    case 'file-found':
      foldFound(player, record);
      break;
    case 'file-refused':
      foldRefused(player, record);
      break;
    case 'phase-finished':
      player.touched.add(record.phase);
      player.finished.set(record.phase, { containment: record.containment, leftovers: record.leftovers });
      break;
    case 'remark':
      if (record.step === undefined) addSentence(state.problems, `player "${name}": ${record.text}`);
      else addRemark(player, stepOf(player, record.step), record.text);
      break;
    case 'left-behind':
      foldLeftBehind(player, record);
      break;
    case 'state-compared':
      foldComparison(player, record);
      break;
    case 'trial-closed':
      player.reset = { state: record.reset, from: 'player', time: record.time };
      break;
    default:
      record satisfies never;
  }
}

/** What outlived the trial counts as left by the last phase that ended: Reset, unless that was waived. */
function foldLeftBehind(player: PlayerState, { leftovers }: RecordOf<'left-behind'>): void {
  const last = [...player.finished].at(-1);
  if (!last) return;
  const [phase, { containment, leftovers: known }] = last;
  const fresh = leftovers.filter(({ pid }) => !known.some((other) => other.pid === pid));
  player.finished.set(phase, { containment, leftovers: [...known, ...fresh].slice(0, KEPT_LEFTOVERS) });
}

/** The last one counts: a Reset that was begun again is looked at again. */
function foldComparison(player: PlayerState, { comparison }: RecordOf<'state-compared'>): void {
  noteKept(player, JSON.stringify(comparison));
  player.state = comparison;
}

type RecordOf<K extends JournalRecord['kind']> = Extract<JournalRecord, { kind: K }>;

function foldFound(player: PlayerState, { step: id, file, path, mode, modified }: RecordOf<'file-found'>): void {
  const step = stepOf(player, id);
  step.awaitedFiles ??= new Map();
  if (step.files?.has(file)) return;
  if (!step.awaitedFiles.has(file)) noteKept(player, path);
  step.awaitedFiles.set(file, { path, mode, modified });
}

/** The remarks have an end; the manifest names all. */
function foldRefused(player: PlayerState, { step: id, path, reason }: RecordOf<'file-refused'>): void {
  const step = stepOf(player, id);
  noteKept(player, path + reason);
  step.refusedFiles ??= [];
  step.refusedFiles.push({ path, reason });
  addRemark(player, step, `${path} was not fetched: ${reason}`);
}

function foldBegan(player: PlayerState, record: RecordOf<'step-began'>): void {
  const step = stepOf(player, record.step);
  step.began = true;
  step.startTime ??= record.time;
  step.startNs ??= record.monotonicNs;
}

function foldEnded(player: PlayerState, record: RecordOf<'step-ended'>): void {
  const step = stepOf(player, record.step);
  if (step.outcome === null) noteLongOutcome(player, record.outcome);
  step.outcome ??= record.outcome;
  if (step.began) step.durationMs ??= record.durationMs;
}

/** What most outcomes say is short, and one of each step is kept whatever it says. */
function noteLongOutcome(player: PlayerState, outcome: RecordOf<'step-ended'>['outcome']): void {
  const text = JSON.stringify(outcome);
  if (text.length > SHORT_OUTCOME) noteKept(player, text);
}
