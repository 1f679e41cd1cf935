import path from 'node:path';
import { formatRun, progressLines } from '@conductor/report';
import { RunDirectory, type RunHistory, readHistory } from '@conductor/results';
import { EXIT_CODES, type PlayerPlan, type RunEvent, type Test, visibleText } from '@conductor/types';
import { dialOptions } from '../dial-options.ts';
import { isOwing, leftToDo } from '../left-to-do.ts';
import { narrowTest } from '../narrow-test.ts';
import { owes, resetsOwed } from '../resets-owed.ts';
import { runTest } from '../run-test.ts';
import { surveyPlayers } from '../survey-players.ts';
import type { TestRun } from '../test-run.ts';
import { accessOf } from './access.ts';
import type { Call } from './call.ts';
import { hasColour } from './colour.ts';
import type { Interruptions } from './interruptions.ts';
import { secretsToDeliver } from './secrets-to-deliver.ts';

/**
 * Runs the Reset steps of a run's own test where its Reset was left to the user, or nobody knows whether it ran and the player knows
 * nothing of it: as `conduct -p reset` does, in a run of its own. When that has passed, it is written down in the first run as well.
 * Returns the exit code, `null` when there is nothing to run.
 */
export async function payLeftReset(directory: string, call: Call, { signals }: Interruptions): Promise<number | null> {
  const { terminal } = call;
  const history = await readHistory(directory);
  const dialling = dialOptions(await accessOf(call));
  const findings = await surveyPlayers(history.test.players, dialling, AbortSignal.any([...signals]));
  const owing = findings.filter((finding) => leftToDo(history, finding).some(isOwing)).map(({ player }) => player);
  if (owing.length === 0) return null;
  const names = owing.map(({ name }) => name).join(', ');
  terminal.out.write(
    `${visibleText(`the Reset steps of run ${history.runId} are run on ${names}, in a run of their own`)}\n`,
  );
  const run = await runReset(directory, history, owing, call, signals);
  if (run.exitCode !== EXIT_CODES.passed) return run.exitCode;
  await notePaid(directory, history, owing);
  return findings.some(({ kind }) => kind === 'absent') ? EXIT_CODES.lost : EXIT_CODES.passed;
}

async function runReset(
  directory: string,
  history: RunHistory,
  players: readonly PlayerPlan[],
  call: Call,
  interruptions: readonly AbortSignal[],
): Promise<TestRun> {
  const { wishes, terminal, env } = call;
  // Beside the first run, wherever `conduct` is called from.
  const results = path.dirname(path.dirname(directory));
  const { cases: _cases, seed: _seed, ...whole } = history.test;
  const settings = { ...whole.settings, results, collector: 'own' } as const;
  const owed: Test = { ...whole, ...resetsOwed(history, players), settings };
  // What is measured elsewhere was, or never will be.
  const test = narrowTest(owed, { players: null, phases: ['reset'], trials: 1 });
  const colour = hasColour(terminal.out.isTerminal, wishes, env, {});
  const linesOf = progressLines(test, { verbose: wishes.isVerbose, colour });
  const onEvent = (event: RunEvent) => {
    if (!wishes.isQuiet) for (const line of linesOf(event)) terminal.out.write(`${line}\n`);
  };
  const timing = wishes.waitPlayersMs === null ? {} : { waitPlayersMs: wishes.waitPlayersMs };
  const access = await accessOf(call);
  const secrets = await secretsToDeliver(test, ['reset'], call);
  const run = await runTest(test, { phases: ['reset'], secrets, ...access, interruptions, timing, onEvent });
  terminal.out.write(await formatRun(run.result, { directory: run.directory, colour }));
  return run;
}

async function notePaid(folder: string, { trials }: RunHistory, players: readonly PlayerPlan[]): Promise<void> {
  await using directory = await RunDirectory.open(folder);
  for (const trial of trials) {
    for (const { name } of players.filter((player) => owes(trial, player.name))) {
      directory.append({ kind: 'reset-settled', player: name, trial: trial.trial, state: 'paid' });
    }
  }
}
