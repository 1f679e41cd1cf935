import { type JunitTrial, JunitTrials, junitText, metricsCsv, tailReader } from '@conductor/report';
import { type DerivedFile, type RunDirectory, runHead, trialResultOf } from '@conductor/results';
import { ConductorError, type RunEvent, type TrialRef } from '@conductor/types';

/**
 * The files of a run directory that are for other programs, and the page. They are made of its events after each trial, while the run goes on, so that
 * a crash leaves what was known then; nothing waits for them but the end of the run. The page for people is made at the end alone.
 */
export class RunExports {
  readonly #directory: RunDirectory;
  readonly #junit: DerivedFile;
  readonly #metrics: DerivedFile;
  readonly #page: DerivedFile;
  readonly #maker: JunitTrials;
  /** Trials as they are in junit.xml, by name. */
  readonly #trials = new Map<string, JunitTrial>();
  /** Never rejects. */
  #work: Promise<void> = Promise.resolve();
  #isTold = false;

  constructor(directory: RunDirectory) {
    this.#directory = directory;
    this.#junit = directory.derivedFile('junit.xml');
    this.#metrics = directory.derivedFile('metrics.csv');
    this.#page = directory.derivedFile('report.html');
    this.#maker = new JunitTrials(tailReader(directory.path));
    directory.watch((event) => this.#note(event));
  }

  /** Writes them for the last time: everything has been told. */
  async finish(): Promise<void> {
    this.#next(async () => {
      const { trials } = this.#directory.state;
      const inOrder: JunitTrial[] = [];
      for (const { trial } of trials.values()) inOrder.push(await this.#junitTrial(trial));
      await this.#junit.saveNow(() => junitText(this.#head(), inOrder));
      if (this.#hasMetrics()) await this.#metrics.saveNow(() => metricsCsv(this.#head()));
    });
    this.#next(async () => {
      const { formatPage } = await import('@conductor/report/page');
      const page = await formatPage(this.#directory.result(), this.#directory.path);
      await this.#page.saveNow(() => [page]);
    });
    await this.#work;
  }

  #note(event: RunEvent): void {
    if (event.kind === 'trial-ended') this.#next(() => this.#addTrial(event.trial));
    if (event.kind === 'trial-measured') this.#next(() => this.#metrics.save(() => metricsCsv(this.#head())));
  }

  async #addTrial(trial: TrialRef): Promise<void> {
    await this.#junitTrial(trial);
    await this.#junit.save(() => junitText(this.#head(), Array.from(this.#trials.values())));
  }

  /** A trial that is over is made once. */
  async #junitTrial(trial: TrialRef): Promise<JunitTrial> {
    const name = `${trial.caseName}/${trial.trial}`;
    const known = this.#trials.get(name);
    const result = known === undefined ? trialResultOf(this.#directory.state, trial) : undefined;
    if (known !== undefined) return known;
    const made = result === undefined ? NOTHING : await this.#maker.trial(this.#head(), result);
    this.#trials.set(name, made);
    return made;
  }

  #hasMetrics(): boolean {
    return this.#head().metrics.length > 0;
  }

  #head() {
    return runHead(this.#directory.state);
  }

  #next(work: () => Promise<void>): void {
    this.#work = this.#work.then(work).catch((thrown) => this.#tell(thrown));
  }

  /** A run is good without these files, since the events have everything: where one cannot be written, a problem says so, once. */
  #tell(thrown: unknown): void {
    if (this.#isTold) return;
    this.#isTold = true;
    const { message } = ConductorError.from(
      thrown,
      'storage',
      'junit.xml, metrics.csv and report.html could not be made',
    );
    this.#directory.append({ kind: 'problem', text: message });
  }
}

const NOTHING: JunitTrial = { isOver: false, suites: [] };
