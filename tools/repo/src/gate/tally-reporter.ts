import { writeFileSync } from 'node:fs';
import type { Reporter, TestCase, TestModule, Vitest } from 'vitest/node';
import { CANCEL_SIGNAL, CANCELLED } from './cancel-signal.ts';
import { NO_REASON, type SkippedTest, TALLY_FILE, type Tally, type TimedTest } from './tally.ts';

/** What a test that was given up has for a reason: none when a `beforeAll` was under way, and failed of it. */
const CUT_OFF = [CANCELLED, NO_REASON];

/** A vitest reporter that keeps what its own JSON report leaves out: the reason of each skipped test. It ends the run when the gate says so. */
export default class TallyReporter implements Reporter {
  #isCancelled = false;

  onInit(vitest: Vitest): void {
    process.once(CANCEL_SIGNAL, () => {
      this.#isCancelled = true;
      void vitest.cancelCurrentRun('keyboard-input');
    });
  }

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const file = process.env[TALLY_FILE];
    if (file === undefined) throw new Error(`tally-reporter: ${TALLY_FILE} must name the file to write`);
    writeFileSync(file, JSON.stringify(tallyOf(modules, unhandledErrors.length, this.#isCancelled)));
  }
}

function tallyOf(modules: readonly TestModule[], unhandledErrors: number, isCancelled: boolean): Tally {
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  const inState = (state: string) => tests.filter((test) => test.result().state === state);
  // A file that cannot be loaded, and an error that no test caught, fail a run in which no test failed.
  const brokenModules = modules.filter((module) => module.errors().length > 0).length;
  return {
    passed: inState('passed').length,
    failed: inState('failed').length + brokenModules + unhandledErrors,
    skipped: inState('skipped')
      .map(skippedTest)
      .filter(({ reason }) => !(isCancelled && CUT_OFF.includes(reason))),
    timed: tests.map(timedTest),
  };
}

function skippedTest(test: TestCase): SkippedTest {
  const result = test.result();
  return { name: nameOf(test), reason: (result.state === 'skipped' && result.note) || NO_REASON };
}

function timedTest(test: TestCase): TimedTest {
  return { name: nameOf(test), durationMs: test.diagnostic()?.duration ?? 0 };
}

function nameOf(test: TestCase): string {
  return `${test.project.name} ${test.module.relativeModuleId}: ${test.fullName}`.trimStart();
}
