import {
  type JournalEntry,
  type JournalStamp,
  MOST_STATE_CHANGES,
  type Outcome,
  PHASES,
  type StateComparison,
} from '@conductor/types';
import * as v from 'valibot';
import { LEFTOVER_LIMIT, LEFTOVER_TEXT_LIMIT, STATE_TEXT_LIMIT, TEXT_LIMIT, UNSEEN_LIMIT } from './journal-limits.ts';

const text = v.pipe(v.string(), v.maxLength(TEXT_LIMIT));
const leftoverText = v.pipe(v.string(), v.maxLength(LEFTOVER_TEXT_LIMIT));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const ordinal = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const milliseconds = v.pipe(v.number(), v.finite(), v.minValue(0));
const instant = v.pipe(v.string(), v.maxLength(40), v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/));

const phase = v.picklist(PHASES);
const channel = v.picklist(['out', 'err']);
const containment = v.picklist(['cgroup', 'reaper', 'sweep']);
const resetState = v.picklist(['not-owed', 'paid', 'waived', 'unconfirmed']);
const step = v.object({ phase, index: ordinal, attempt: ordinal });
const leftover = v.object({ pid: ordinal, command: leftoverText, foundBy: leftoverText });
const leftovers = v.pipe(v.array(leftover), v.maxLength(LEFTOVER_LIMIT));

const exit = v.variant('kind', [
  v.object({ kind: v.literal('code'), code: count }),
  v.object({ kind: v.literal('signal'), signal: text }),
  v.object({ kind: v.literal('lost') }),
]);

const outcome = v.variant('kind', [
  v.object({ kind: v.literal('exited'), code: count }),
  v.object({ kind: v.literal('signaled'), signal: text }),
  v.object({ kind: v.literal('deadline'), limitMs: milliseconds, exit }),
  v.object({ kind: v.literal('timed-out'), limitMs: milliseconds, exit }),
  v.object({ kind: v.literal('output-limit'), limitBytes: count, exit }),
  v.object({ kind: v.literal('lifetime-over'), exit }),
  v.object({ kind: v.literal('stopped'), reason: text, exit }),
  v.object({ kind: v.literal('skipped'), reason: text }),
  v.object({ kind: v.literal('not-started'), reason: text }),
  v.object({ kind: v.literal('fetched'), files: count }),
  v.object({ kind: v.literal('fetch-failed'), files: count, reason: text }),
  v.object({ kind: v.literal('ready') }),
  v.object({ kind: v.literal('not-ready'), reason: text }),
  v.object({ kind: v.literal('synced') }),
  v.object({ kind: v.literal('sync-broken'), reason: text }),
  v.object({ kind: v.literal('rebooted') }),
  v.object({ kind: v.literal('reboot-failed'), reason: text }),
  v.object({ kind: v.literal('unknown'), reason: text }),
]) satisfies v.GenericSchema<unknown, Outcome>;

const stateText = v.pipe(v.string(), v.maxLength(STATE_TEXT_LIMIT));
const stateChange = v.object({
  item: stateText,
  subject: stateText,
  before: v.nullable(stateText),
  after: v.nullable(stateText),
});
const comparison = v.variant('kind', [
  v.object({
    kind: v.literal('compared'),
    changes: v.pipe(v.array(stateChange), v.maxLength(MOST_STATE_CHANGES)),
    changeCount: count,
    itemCount: count,
    unseen: v.pipe(v.array(v.object({ item: stateText, reason: stateText })), v.maxLength(UNSEEN_LIMIT)),
  }),
  v.object({ kind: v.literal('not-compared'), reason: text }),
]) satisfies v.GenericSchema<unknown, StateComparison>;

/** What every record has. */
export const stampSchema = v.object({
  seq: ordinal,
  time: instant,
  monotonicNs: v.pipe(v.string(), v.regex(/^\d{1,20}$/)),
}) satisfies v.GenericSchema<unknown, JournalStamp>;

type EntrySchemas = {
  readonly [K in JournalEntry['kind']]: v.GenericSchema<unknown, Omit<Extract<JournalEntry, { kind: K }>, 'kind'>>;
};

/** What the record of each kind has besides; what a newer version adds to a known kind is left out. */
export const entrySchemas: EntrySchemas = {
  'trial-loaded': v.object({
    run: v.object({ runId: v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/)), epoch: ordinal }),
    trial: v.object({ caseName: text, trial: ordinal }),
    player: text,
    containment,
    bootId: text,
  }),
  'trial-resumed': v.object({ step, bootId: text, reboots: ordinal }),
  'phase-began': v.object({ phase }),
  'step-began': v.object({ step }),
  'step-ended': v.object({ step, outcome, durationMs: milliseconds }),
  'output-rewound': v.object({ step, channel, generation: count }),
  'output-closed': v.object({ step, channel, generation: count, bytes: count }),
  'file-found': v.object({ step, file: ordinal, path: text, size: count, mode: count, modified: instant }),
  'file-refused': v.object({ step, path: text, reason: text }),
  'steps-done': v.object({ phase }),
  'phase-finished': v.object({
    phase,
    containment,
    leftovers,
  }),
  'trial-stopped': v.object({ reason: text }),
  remark: v.object({ text, step: v.exactOptional(step) }),
  'left-behind': v.object({ leftovers }),
  'state-compared': v.object({ comparison }),
  'trial-closed': v.object({ reset: resetState }),
};
