import { Measurer, settleChecks } from '@conductor/report';
import { type RunDirectory, trialResultOf } from '@conductor/results';
import { ConductorError, measuredIn, type StartedTest, type TrialRef } from '@conductor/types';

/**
 * Measures the trials of a run from what is on disk of them, one after the other, while the run goes on: nothing waits for it but the
 * end. Trials whose results are with an external collector are measured there.
 */
export class RunMeasuring implements AsyncDisposable {
  readonly #directory: RunDirectory;
  readonly #test: StartedTest;
  readonly #measurer: Measurer;
  readonly #ending = new AbortController();
  /** Never rejects. */
  #work: Promise<void> = Promise.resolve();

  constructor(directory: RunDirectory, test: StartedTest) {
    this.#directory = directory;
    this.#test = test;
    this.#measurer = new Measurer(directory.path);
  }

  /** Measures each trial from now on, as soon as it is over: its results are on the disk then. */
  watch(): void {
    this.#directory.watch((event) => {
      if (event.kind === 'trial-ended') this.measure(event.trial);
    });
  }

  /** A trial is over, and its results are on disk. */
  measure(trial: TrialRef): void {
    const { settings } = this.#test;
    const { metrics } = measuredIn(this.#test, trial.caseName);
    if (metrics.length === 0 || settings.collector === 'external') return;
    this.#work = this.#work.then(() => this.#measure(trial)).catch((thrown) => this.#tell(trial, thrown));
  }

  /** Measures what is left, and judges the run by it. Resolves with `false` when `signal` was aborted before that was done. */
  async settle(signal: AbortSignal): Promise<boolean> {
    const leave = () => this.#ending.abort(new ConductorError('interrupted', 'the trials are not measured any more'));
    signal.addEventListener('abort', leave);
    if (signal.aborted) leave();
    await this.#work;
    signal.removeEventListener('abort', leave);
    if (this.#ending.signal.aborted) return false;
    const { metrics } = this.#directory.result();
    const checks = settleChecks(this.#test, metrics);
    if (checks.length > 0) this.#directory.append({ kind: 'checks-settled', checks });
    return true;
  }

  /** Measures no further. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#ending.abort(new ConductorError('interrupted', 'the run is over'));
    await this.#work;
    await this.#measurer[Symbol.asyncDispose]();
  }

  async #measure(trial: TrialRef): Promise<void> {
    const { signal } = this.#ending;
    const result = trialResultOf(this.#directory.state, trial);
    if (signal.aborted || result === undefined) return;
    const readings = await this.#measurer.measure(result, measuredIn(this.#test, trial.caseName).metrics, signal);
    this.#directory.append({ kind: 'trial-measured', trial, readings });
  }

  /** That a trial cannot be measured costs its numbers, and not the run; who waits for them hears that there are none. */
  #tell(trial: TrialRef, thrown: unknown): void {
    if (this.#ending.signal.aborted) return;
    const { message } = ConductorError.from(thrown, 'storage', 'a trial could not be measured');
    this.#directory.append({ kind: 'problem', text: message });
    const readings = this.#test.metrics.map(({ name }) => ({ metric: name, kind: 'none', reason: message }) as const);
    this.#directory.append({ kind: 'trial-measured', trial, readings });
  }
}
