import { createHash } from 'node:crypto';
import {
  type CollectorFrame,
  dialResults,
  encodeJournalRecord,
  type Position,
  type ResultSource,
  type ResultsCall,
  type ResultsConnection,
  type ResultsFrame,
  servePlayer,
  sourceKey,
} from '@conductor/protocol';
import { FREE_CONDITION, type JournalEntry, type KeptRun, type PlayerPlan, type StepId } from '@conductor/types';
import { RUN_ID } from './new-directory.ts';
import { FACTS } from './sample-test.ts';

/** What a player has to give: its journal, and the bytes of each source, in the order in which they are sent. */
export interface Script {
  readonly journal: Buffer;
  readonly sources: readonly ScriptedSource[];
  /** Bytes in one chunk; default 64 KiB. */
  readonly chunkBytes?: number;
  /** Sends the sources before the journal; default after it. */
  readonly journalLast?: boolean;
  /** Sends this instead, when it is given. */
  readonly instead?: (call: ResultsCall, follow: Follow) => Promise<void>;
  /** Ends the stream after so many bytes, in the middle; told how many conversations the trial had. Default: never. */
  readonly cutAfter?: (follow: Follow, conversations: number) => number;
  /** Done before that end. */
  readonly onCut?: () => void;
}

export interface ScriptedSource {
  readonly source: ResultSource;
  readonly bytes: Buffer;
  /** In place of what a right end says. */
  readonly end?: Partial<Extract<ResultsFrame, { kind: 'source-end' }>>;
  /** No end is sent. */
  readonly open?: boolean;
  /** It is sent in one frame of whole files, unless a part of it is held. */
  readonly whole?: boolean;
  /** Of a file: where zeros among its bytes are sent as a hole. */
  readonly hole?: { readonly offset: number; readonly bytes: number };
}

/** The run that a scripted player keeps. */
const KEPT: KeptRun = {
  runId: RUN_ID,
  loaded: new Date(0),
  reset: 'paid',
  pendingBytes: 1,
  isOwed: false,
};

export type Follow = Extract<CollectorFrame, { kind: 'follow' }>;

/** A player that serves results as scripted, over a real socket, and remembers what it heard. */
export interface ScriptedPlayer extends AsyncDisposable {
  readonly port: number;
  readonly dial: (signal: AbortSignal) => Promise<ResultsConnection>;
  readonly follows: Follow[];
  /** How far each source was acknowledged, by `sourceKey`. */
  readonly held: Map<string, number>;
  /** Sources that were acknowledged whole. */
  readonly complete: Set<string>;
  /** Ends the conversation that is going on, as a cut does. */
  cut(): Promise<void>;
  script: Script;
}

export function journalOf(...entries: readonly JournalEntry[]): Buffer {
  const lines = entries.map((entry, place) =>
    encodeJournalRecord({
      seq: place + 1,
      time: new Date(Date.UTC(2026, 10, 23, 23, 15, 0, place % 1000)).toISOString(),
      monotonicNs: String(1_000_000 * (place + 1)),
      ...entry,
    } as Parameters<typeof encodeJournalRecord>[0]),
  );
  return Buffer.from(lines.join(''));
}

export function run(index: number): StepId {
  return { phase: 'run', index, attempt: 1 };
}

export function out(index: number, text: string | Buffer, generation = 0): ScriptedSource {
  return {
    source: { kind: 'output', step: run(index), channel: 'out', generation },
    bytes: Buffer.from(text),
  };
}

export function file(step: StepId, number: number, text: string | Buffer): ScriptedSource {
  return { source: { kind: 'file', step, file: number }, bytes: Buffer.from(text) };
}

export async function scriptedPlayer(plan: PlayerPlan, script: Script, tokenFolder: string): Promise<ScriptedPlayer> {
  const follows: Follow[] = [];
  const held = new Map<string, number>();
  const complete = new Set<string>();
  let current: ResultsCall | null = null;

  async function serve(call: ResultsCall): Promise<void> {
    current = call;
    const frames = call.frames[Symbol.asyncIterator]();
    const first = await frames.next();
    if (first.done || first.value.kind !== 'follow') throw new Error('expected follow');
    const follow = first.value;
    follows.push(follow);
    const hearing = hear(frames);
    hearing.catch(() => undefined);
    const { script } = player;
    if (script.instead) await script.instead(call, follow);
    else if ((await sendAll(call, follow)) === 'cut') return;
    await hearing;
  }

  async function hear(frames: AsyncIterator<CollectorFrame>): Promise<void> {
    for (let next = await frames.next(); !next.done; next = await frames.next()) {
      if (next.value.kind !== 'acknowledge') continue;
      for (const { source, offset } of next.value.positions) held.set(sourceKey(source), offset);
      for (const source of next.value.complete) complete.add(sourceKey(source));
    }
  }

  async function sendAll(call: ResultsCall, follow: Follow): Promise<'all' | 'cut'> {
    const { script } = player;
    const before = follows.filter(({ trial }) => trial.trial === follow.trial.trial).length;
    let left = script.cutAfter?.(follow, before) ?? Number.POSITIVE_INFINITY;
    for (const frame of framesOf(script, follow.positions)) {
      if (left <= 0) {
        script.onCut?.();
        return 'cut';
      }
      if (frame.kind !== 'chunk') await call.send(frame);
      else await call.send({ ...frame, data: frame.data.subarray(0, left) });
      left -= bytesOf(frame);
    }
    return 'all';
  }

  const listener = await servePlayer({
    host: '127.0.0.1',
    port: 0,
    version: '1.0.0',
    self: 'scripted player',
    insecureNetwork: false,
    allowedConductor: null,
    facts: FACTS,
    condition: () => ({ ...FREE_CONDITION, kept: [KEPT] }),
    tokenFolder,
    onControl: async () => undefined,
    onResults: (call) => serve(call),
    onRefused: () => undefined,
  });
  const address = { name: plan.name, host: listener.host, port: listener.port };
  const options = { self: 'a collector', version: '1.0.0', insecureNetwork: false, tokenFolders: [tokenFolder] };
  const player: ScriptedPlayer = {
    port: listener.port,
    dial: (signal) => dialResults(address, options, signal),
    follows,
    held,
    complete,
    script,
    cut: async () => current?.[Symbol.asyncDispose](),
    [Symbol.asyncDispose]: () => listener[Symbol.asyncDispose](),
  };
  return player;
}

function bytesOf(frame: ResultsFrame): number {
  if (frame.kind === 'whole-files') return frame.files.reduce((sum, { data }) => sum + data.length, 0);
  if (frame.kind === 'hole') return frame.bytes;
  return frame.kind === 'chunk' ? frame.data.length : 0;
}

/** Every frame that lies beyond the positions. */
function* framesOf(script: Script, positions: readonly Position[]): Generator<ResultsFrame> {
  const from = new Map(positions.map(({ source, offset }) => [sourceKey(source), offset]));
  const journal: ScriptedSource = { source: { kind: 'journal', segment: 1 }, bytes: script.journal };
  const sources = script.journalLast ? [...script.sources, journal] : [journal, ...script.sources];
  for (const each of sources) {
    const { source, bytes, end, open, whole } = each;
    if (source.kind === 'file' && whole && !from.has(sourceKey(source))) {
      const sha256 = end?.sha256 ?? createHash('sha256').update(bytes).digest('hex');
      yield { kind: 'whole-files', files: [{ source, data: bytes, sha256 }] };
      continue;
    }
    yield* partsOf(each, from.get(sourceKey(source)) ?? 0, script.chunkBytes ?? 65_536);
    from.set(sourceKey(source), bytes.length);
    if (source.kind === 'journal' || open) continue;
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    yield { kind: 'source-end', source, bytes: bytes.length, sha256, failure: null, ...end };
  }
  yield { kind: 'trial-end' };
}

function* partsOf({ source, bytes, hole }: ScriptedSource, from: number, size: number): Generator<ResultsFrame> {
  const end = hole === undefined ? 0 : hole.offset + hole.bytes;
  if (hole !== undefined && source.kind === 'file' && from < end) {
    yield* chunksOf(source, bytes.subarray(0, hole.offset), from, size);
    yield { kind: 'hole', source, ...hole };
  }
  yield* chunksOf(source, bytes, Math.max(from, end), size);
}

function* chunksOf(source: ResultSource, bytes: Buffer, from: number, size: number): Generator<ResultsFrame> {
  for (let offset = from; offset < bytes.length; offset += size) {
    yield { kind: 'chunk', source, offset, data: bytes.subarray(offset, offset + size) };
  }
}
