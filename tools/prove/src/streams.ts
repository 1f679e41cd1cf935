import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Bed, type BedWords, type PlayerSteps, seededRandom, usualSteps } from '@conductor/lab';
import type { PlayerPhaseResult, RunEvent, RunResult, StepResult } from '@conductor/types';

/*
 * Steps whose every byte is known: each stream is a part of one file of random bytes, piece after piece, and after each
 * piece the step itself notes that it has been printed. Whatever happens to the step, what came home must begin as the
 * stream does and be no shorter than what was noted.
 */

/** An output that is a stream. */
interface Stream {
  readonly phase: 'startup' | 'run';
  readonly key: string;
  readonly channel: 'out' | 'err';
  /** Where it begins in the pattern, in pieces. */
  readonly from: number;
}

const PIECE_BYTES = 8_192;
const PIECES = 80;
const PATTERN_BYTES = PIECE_BYTES * PIECES * 4;

const STREAMS: readonly Stream[] = [
  { phase: 'startup', key: 'spawn2', channel: 'out', from: 0 },
  { phase: 'run', key: 'step2', channel: 'out', from: PIECES },
  { phase: 'run', key: 'step2', channel: 'err', from: 2 * PIECES },
  { phase: 'run', key: 'spawn2', channel: 'out', from: 3 * PIECES },
];
const FETCHED = 'fetched';

/** Writes the pattern that the streams are parts of, and the file that is fetched. */
export function writePattern(folder: string, seed: number): void {
  const random = seededRandom(seed);
  const words = Uint32Array.from({ length: PATTERN_BYTES / 4 }, () => random() * 2 ** 32);
  writeFileSync(join(folder, 'pattern'), words);
  writeFileSync(join(folder, FETCHED), words);
}

/** The usual steps, and streams in Startup and Run, several at once, and a file to be fetched. */
export function streamingSteps(words: BedWords): PlayerSteps {
  const usual = usualSteps(words, 0.1);
  const [early, out, err, beside] = STREAMS as readonly [Stream, Stream, Stream, Stream];
  return {
    ...usual,
    startup: [...(usual.startup ?? []), `spawn2: ${printing(words, early)}`],
    run: [`spawn2: ${printing(words, beside)}`, ...(usual.run ?? []), `step2: ${printing(words, out, err)}`],
    collect: [`fetch1: ${join(words.folder, FETCHED)}`],
  };
}

/** What is wrong with what came home of the one player that has streams, and stands in a run directory. */
export function streamFaults(bed: Bed, runFolder: string, name: string): string[] {
  const pattern = readFileSync(join(bed.folder, 'pattern'));
  const result: RunResult = JSON.parse(readFileSync(join(runFolder, 'run.json'), 'utf8'));
  const steps = result.trials.flatMap(({ phases }) =>
    phases.flatMap(({ phase, players }) => ownSteps(players, name).map((step) => ({ phase, step }))),
  );
  const stepOf = (wanted: Stream) =>
    steps.find(({ phase, step }) => phase === wanted.phase && step.key === wanted.key)?.step;
  return [
    ...STREAMS.flatMap((stream) => outputFaults(bed, runFolder, stream, stepOf(stream), pattern)),
    ...steps.flatMap(({ step }) => fileFaults(step, runFolder, pattern)),
    ...repeatedEvents(runFolder, name),
  ];
}

/** Prints the pieces of streams in turn, and notes each when it is out. */
function printing({ folder }: BedWords, ...streams: readonly Stream[]): string {
  const pieces = streams.map((stream) => {
    const to = stream.channel === 'err' ? '>&2' : '';
    const print = `dd if=${folder}/pattern bs=${PIECE_BYTES} skip=$((i + ${stream.from})) count=1 ${to} 2>/dev/null`;
    return `${print} && echo $i >>${notesOf(folder, stream)}`;
  });
  return `i=0; while [ $i -lt ${PIECES} ]; do ${pieces.join('; ')}; i=$((i + 1)); done`;
}

function ownSteps(players: readonly PlayerPhaseResult[], name: string): readonly StepResult[] {
  return players.find(({ player }) => player === name)?.steps ?? [];
}

function notesOf(folder: string, { phase, key, channel }: Stream): string {
  return join(folder, `noted-${phase}-${key}-${channel}`);
}

function outputFaults(
  bed: Bed,
  runFolder: string,
  stream: Stream,
  step: StepResult | undefined,
  pattern: Buffer,
): string[] {
  const name = `${stream.phase} ${stream.key} ${stream.channel}`;
  const noted = linesIn(notesOf(bed.folder, stream)).length * PIECE_BYTES;
  const output = stream.channel === 'out' ? step?.stdout : step?.stderr;
  if (output === undefined)
    return noted === 0 ? [] : [`${name}: nothing is known of it, and ${noted} bytes were printed`];
  const bytes = output.path === null ? Buffer.alloc(0) : readFileSync(join(runFolder, output.path));
  const begin = stream.from * PIECE_BYTES;
  return [
    ...(bytes.length >= noted ? [] : [`${name}: ${bytes.length} bytes came home, and ${noted} were printed`]),
    ...(bytes.equals(pattern.subarray(begin, begin + bytes.length))
      ? []
      : [`${name}: its bytes are not those printed`]),
    ...(output.bytes === bytes.length ? [] : [`${name}: run.json says ${output.bytes} bytes of ${bytes.length}`]),
    ...(output.sha256 === sha256Of(bytes) || bytes.length === 0 ? [] : [`${name}: its sha256 is wrong`]),
  ];
}

function fileFaults({ key, files }: StepResult, runFolder: string, pattern: Buffer): string[] {
  return files.flatMap(({ path, sha256 }) => {
    const bytes = readFileSync(join(runFolder, path));
    const isRight = bytes.equals(pattern) && sha256 === sha256Of(bytes);
    return isRight ? [] : [`${key}: the ${bytes.length} bytes of ${path} are not those of the file`];
  });
}

/** What was collected is said once, however often the collector was killed. */
function repeatedEvents(runFolder: string, name: string): string[] {
  const events = linesIn(join(runFolder, 'events.ndjson')).map((line): RunEvent => JSON.parse(line));
  const said = events.flatMap((event) => {
    if (!('player' in event) || event.player !== name) return [];
    if (event.kind === 'output-collected') return [JSON.stringify([event.trial, event.step, event.channel])];
    return event.kind === 'file-fetched' ? [JSON.stringify([event.trial, event.step, event.file])] : [];
  });
  return said.filter((what, at) => said.indexOf(what) !== at).map((what) => `collected twice: ${what}`);
}

function linesIn(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n').slice(0, -1);
  } catch {
    // Nobody has written to it yet.
    return [];
  }
}

function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
