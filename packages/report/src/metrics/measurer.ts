import type { Measured, Metric, MetricReading, MetricSource, TrialResult } from '@conductor/types';
import { insideDirectory } from '../inside-directory.ts';
import type { ByteExtraction } from './extract.ts';
import { type Extracted, Extractor } from './extractor.ts';
import { locateBytes, sourceText, stepIn } from './locate-bytes.ts';

/** How metrics are measured. Everything has a default. */
export interface MeasureOptions {
  /** How long it may take to get through 256 KiB of an output, in milliseconds; default 10,000. */
  readonly stallMs?: number;
}

const DEFAULT_STALL_MS = 10_000;
const NEVER = new AbortController().signal;

/** Finds the numbers of metrics in the stored bytes of a run, trial by trial. */
export class Measurer implements AsyncDisposable {
  readonly #directory: string;
  readonly #extractor: Extractor;
  /** Metrics whose pattern has no end, by name: the next trial would take as long again. */
  readonly #stalled = new Map<string, string>();

  /** `directory`: the run directory. */
  constructor(directory: string, { stallMs = DEFAULT_STALL_MS }: MeasureOptions = {}) {
    this.#directory = directory;
    this.#extractor = new Extractor(stallMs);
  }

  /** What each metric is in a trial. Rejects only when `signal` says so, with its reason. */
  async measure(trial: TrialResult, metrics: readonly Metric[], signal: AbortSignal = NEVER): Promise<MetricReading[]> {
    const readings: MetricReading[] = [];
    for (const metric of metrics) {
      readings.push({ metric: metric.name, ...(await this.#measureOne(trial, metric, signal)) });
    }
    return readings;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#extractor[Symbol.asyncDispose]();
  }

  async #measureOne(trial: TrialResult, metric: Metric, signal: AbortSignal): Promise<Measured> {
    const { source, since, extraction } = metric;
    const found = await this.#numberAt(trial, source, metric, signal);
    if (found.kind === 'nothing') return { kind: 'none', reason: found.reason };
    if (since === null) return { kind: 'value', value: scaled(found.number, metric.scale) };
    const before = await this.#numberAt(trial, since, metric, signal);
    if (before.kind === 'nothing') return { kind: 'none', reason: before.reason };
    const growth = found.number - before.number;
    if (growth < 0 && extraction.kind === 'counter') {
      const reason = `${sourceText(source)}: the counter went back, from ${before.number} to ${found.number}: was it set to 0 in between?`;
      return { kind: 'none', reason };
    }
    return { kind: 'value', value: scaled(growth, metric.scale) };
  }

  /** The reason for no number begins with the place. */
  async #numberAt(trial: TrialResult, source: MetricSource, metric: Metric, signal: AbortSignal): Promise<Extracted> {
    const { extraction } = metric;
    if (extraction.kind === 'duration') return durationOf(trial, source);
    const located = locateBytes(trial, source);
    if (located.kind === 'nothing') return located;
    let first: Extracted | undefined;
    for (const { path: file, place } of located.files) {
      const found = await this.#extract(file, metric, extraction, signal);
      if (found.kind === 'number') return found;
      first ??= { kind: 'nothing', reason: `${place}: ${found.reason}` };
    }
    return first ?? { kind: 'nothing', reason: `${sourceText(source)}: it has no bytes` };
  }

  async #extract(
    file: string,
    { name, fold }: Metric,
    extraction: ByteExtraction,
    signal: AbortSignal,
  ): Promise<Extracted> {
    const stalled = this.#stalled.get(name);
    if (stalled !== undefined) return { kind: 'nothing', reason: `not looked through: ${stalled}` };
    const whole = insideDirectory(this.#directory, file);
    if (whole === null) return { kind: 'nothing', reason: 'it is not below the run directory' };
    const tried = await this.#extractor.ask({ file: whole, extraction, fold }, signal);
    if (tried.kind !== 'stalled') return tried;
    this.#stalled.set(name, `it took too long in ${file}`);
    return { kind: 'nothing', reason: tried.reason };
  }
}

/** What a double surely has of a decimal number. */
const DIGITS = 15;

/** Rounded to the digits that a double has: 0.276 ms are 0.000276 s, and not 0.00027600000000000004. */
function scaled(number: number, scale: number): number {
  return scale === 1 ? number : Number((number * scale).toPrecision(DIGITS));
}

function durationOf(trial: TrialResult, source: MetricSource): Extracted {
  const step = stepIn(trial, source);
  const place = sourceText(source);
  if (typeof step === 'string') return { kind: 'nothing', reason: `${place}: ${step}` };
  const { durationMs, outcome } = step;
  if (durationMs === null) return { kind: 'nothing', reason: `${place}: it did not run` };
  if (outcome.kind === 'unknown') return { kind: 'nothing', reason: `${place}: nobody saw its end` };
  return { kind: 'number', number: durationMs / 1000 };
}
