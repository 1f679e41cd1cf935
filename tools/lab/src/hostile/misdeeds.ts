import type { ControlCommand, ControlReply, ResultsFrame } from '@conductor/protocol';
import type { HostFacts, JournalEntry, PlayerCondition } from '@conductor/types';
import { CHUNK_BYTES, COMMAND, type FalseResults, FETCH } from './false-results.ts';
import { obey } from './obey.ts';

/** In every name and text that a hostile player makes up: what carries it has come from there. */
export const CANARY = 'canary';

/** How a hostile player misbehaves; what it leaves out it does as an obedient one. */
export interface Misdeed {
  readonly facts?: Partial<HostFacts>;
  /** What it calls itself, and says of its version. */
  readonly name?: string;
  /** What it says that it is at. */
  readonly condition?: Partial<PlayerCondition>;
  /** What it answers, without end if it likes. */
  answers?(command: ControlCommand): Iterable<ControlReply>;
  /** What it sends as its results after the beginning of its journal; a trial's end comes by itself. */
  results?(results: FalseResults): Iterable<ResultsFrame>;
}

/** What no terminal may be sent: a new title, a clean screen, a line of the conductor's own, a bell, text that runs backwards. */
const ESCAPES = `\u001b]0;${CANARY}\u0007\u001b[2J\u001b[31m\r\npassed: 1 trial (1 passed), exit code 0\u009b5n\u202e\u2028\u0000`;
/** As much of it as fits where a name stands. */
const SHORT_ESCAPES = `\u001b[2J${CANARY}\u009b5n\u202e\u0000`;

const WORSE_NAMES = [
  `../../../../../../${CANARY}-1`,
  `/../../${CANARY}-2`,
  `/tmp/${CANARY}-3`,
  `${CANARY}-4\u0000.txt`,
  `${CANARY}-5\n/../${CANARY}-6`,
  '..',
  '.',
  '',
  `${'x'.repeat(3_000)}/${CANARY}-7`,
  `${'d/'.repeat(2_000)}${CANARY}-8`,
  `-rf ${CANARY}-9`,
  `\u202e${CANARY}-10`,
];

const found = (file: number, path: string, size: number): JournalEntry => {
  return { kind: 'file-found', step: FETCH, file, path, size, mode: 0o7777, modified: '2026-11-23T23:15:00Z' };
};

/** By what is said of the player that commits it. */
export const MISDEEDS = {
  'names that lead elsewhere': {
    *results({ journal, bytes, end }) {
      yield journal({ kind: 'step-began', step: FETCH });
      for (const [at, name] of WORSE_NAMES.entries()) {
        const data = Buffer.from(`${CANARY} ${at}`);
        yield journal(found(at + 1, name, data.length));
        yield bytes({ kind: 'file', step: FETCH, file: at + 1 }, 0, data);
        yield end({ kind: 'file', step: FETCH, file: at + 1 }, data);
      }
    },
  },
  'sizes and checksums that lie': {
    *results({ journal, bytes, end }) {
      const data = Buffer.alloc(CHUNK_BYTES, CANARY);
      yield journal(
        { kind: 'step-began', step: COMMAND },
        { kind: 'step-began', step: FETCH },
        found(1, `/${CANARY}`, 3),
      );
      for (let at = 0; at < 20; at += 1) yield bytes({ kind: 'file', step: FETCH, file: 1 }, at * data.length, data);
      yield end({ kind: 'file', step: FETCH, file: 1 }, data, { bytes: 3 });
      const output = { kind: 'output', step: COMMAND, channel: 'out', generation: 0 } as const;
      yield bytes(output, 0, data);
      yield journal({ kind: 'output-closed', step: COMMAND, channel: 'out', generation: 0, bytes: 10 ** 15 });
      yield end(output, data, { sha256: '0'.repeat(64) });
    },
  },
  'bytes out of order': {
    *results({ journal, bytes }) {
      yield journal({ kind: 'step-began', step: COMMAND });
      yield bytes({ kind: 'output', step: COMMAND, channel: 'out', generation: 0 }, 10 ** 12, Buffer.from(CANARY));
    },
  },
  'results of steps that it was never given': {
    *results({ bytes }) {
      const step = { phase: 'run', index: 99, attempt: 7 } as const;
      yield bytes({ kind: 'output', step, channel: 'out', generation: 0 }, 0, Buffer.from(CANARY));
    },
  },
  'a journal line without an end': {
    *results({ scrawl }) {
      for (;;) yield scrawl(Buffer.alloc(CHUNK_BYTES, CANARY));
    },
  },
  'an output without an end': {
    *results({ journal, bytes }) {
      yield journal({ kind: 'step-began', step: COMMAND });
      const output = { kind: 'output', step: COMMAND, channel: 'out', generation: 0 } as const;
      const data = Buffer.alloc(CHUNK_BYTES, CANARY);
      for (let offset = 0; ; offset += data.length) yield bytes(output, offset, data);
    },
  },
  'a file without an end': {
    *results({ journal, bytes }) {
      yield journal({ kind: 'step-began', step: FETCH }, found(1, `/${CANARY}`, 10));
      const data = Buffer.alloc(CHUNK_BYTES, CANARY);
      for (let offset = 0; ; offset += data.length) yield bytes({ kind: 'file', step: FETCH, file: 1 }, offset, data);
    },
  },
  'a journal that is none': {
    *results({ scrawl }) {
      yield scrawl(Buffer.from(`{"seq":2,"kind":"__proto__","${CANARY}":[[[[[[\n\u0000\u001b[2J\n`));
    },
  },
  'huge journal records': {
    *results({ journal }) {
      yield journal({ kind: 'step-began', step: COMMAND });
      const text = `${CANARY} ${'\u001b[1m'.repeat(1_500)}`;
      for (let count = 0; count < 1_000; count += 1) yield journal({ kind: 'remark', step: COMMAND, text });
    },
  },
  'terminal escapes in all that it says': {
    facts: {
      hostname: ESCAPES,
      system: ESCAPES,
      kernel: ESCAPES,
      architecture: ESCAPES,
      cpuModel: ESCAPES,
      interfaces: [{ name: SHORT_ESCAPES, mac: SHORT_ESCAPES, addresses: [SHORT_ESCAPES], settings: [SHORT_ESCAPES] }],
      user: ESCAPES,
      version: ESCAPES,
      nodeVersion: ESCAPES,
      bootId: ESCAPES,
    },
    name: SHORT_ESCAPES,
    condition: {
      holder: {
        runId: SHORT_ESCAPES,
        epoch: 1,
        who: SHORT_ESCAPES,
        since: new Date(0),
        silentMs: 0,
        leaseMs: 1_000,
      },
      kept: [{ runId: SHORT_ESCAPES, loaded: new Date(0), reset: 'paid', pendingBytes: 1, isOwed: false }],
    },
    answers: (command) => {
      if (command.kind === 'release-player') {
        return [{ kind: 'refused', reason: 'identity', message: ESCAPES, holder: null }];
      }
      return command.kind === 'arm-phase' && command.phase === 'run'
        ? [{ kind: 'phase-not-started', phase: 'run', reason: ESCAPES }]
        : obey(command);
    },
    *results({ journal, bytes }) {
      yield journal({ kind: 'step-began', step: COMMAND }, { kind: 'step-began', step: FETCH });
      yield bytes({ kind: 'output', step: COMMAND, channel: 'err', generation: 0 }, 0, Buffer.from(ESCAPES));
      yield journal(
        { kind: 'remark', step: COMMAND, text: ESCAPES },
        { kind: 'file-refused', step: FETCH, path: ESCAPES, reason: ESCAPES },
        { kind: 'step-ended', step: COMMAND, outcome: { kind: 'signaled', signal: ESCAPES }, durationMs: 1 },
      );
    },
  },
  'answers in a wrong order': {
    answers: (command) => obey(command).toReversed(),
  },
  'answers to what nobody asked': {
    *answers(command) {
      yield* obey(command);
      yield { kind: 'phase-started', phase: 'reset', monotonicNs: 0n, orderedNs: 0n };
      yield { kind: 'phase-finished', phase: 'run', failedCount: 0, unknownCount: 0, leftoverCount: 0 };
      yield { kind: 'trial-closed', reset: 'not-owed' };
      yield { kind: 'player-released' };
    },
  },
  'answers without an end': {
    *answers(command) {
      yield* obey(command);
      for (;;) yield { kind: 'phase-started', phase: 'run', monotonicNs: 0n, orderedNs: 0n };
    },
  },
  'no answer to anything': {
    answers: (command) => (command.kind === 'claim-player' ? obey(command) : []),
  },
} as const satisfies Readonly<Record<string, Misdeed>>;

/** What a hostile player can be told to do. */
export type MisdeedName = keyof typeof MISDEEDS;
