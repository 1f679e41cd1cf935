import { visibleJson, visibleText } from '@conductor/types';
import { dialOptions } from '../dial-options.ts';
import { leftCode, leftToDo } from '../left-to-do.ts';
import { type PlayerFinding, surveyPlayers } from '../survey-players.ts';
import { accessOf } from './access.ts';
import type { Call } from './call.ts';
import { type FoundRun, findHistory } from './find-history.ts';
import { findingText } from './finding-text.ts';
import { followRun } from './follow-up.ts';
import { openOutput } from './output.ts';

/** `conduct status [RUN]`: looks at the players of a run, and tells what of it is still on them. Claims nothing. */
export async function statusCommand(word: string | null, call: Call): Promise<number> {
  const { wishes, terminal } = call;
  const found = await findHistory(word, call);
  const output = await openOutput(wishes.output?.value ?? null, terminal);
  const dialling = dialOptions(await accessOf(call));
  const findings = await surveyPlayers(found.history.test.players, dialling, new AbortController().signal);
  const looks = findings.map((finding) => ({ finding, left: leftToDo(found.history, finding) }));
  const exitCode = leftCode(looks.flatMap(({ left }) => left));
  await output.write(wishes.format?.value === 'json' ? statusJson(found, looks, exitCode) : statusText(found, looks));
  return exitCode;
}

interface Look {
  readonly finding: PlayerFinding;
  readonly left: ReturnType<typeof leftToDo>;
}

function statusText({ directory, history }: FoundRun, looks: readonly Look[]): string {
  const { runId, test, trials } = history;
  const lines = [
    `${test.name}: run ${runId}, ${trials.length} of ${test.trials} trials begun (${directory})`,
    ...looks.map(({ finding, left }) => `  ${findingText(history, finding, left)}`),
    ...followRun(
      runId,
      looks.flatMap(({ left }) => left),
    ),
  ];
  return `${lines.map(visibleText).join('\n')}\n`;
}

function statusJson({ directory, history }: FoundRun, looks: readonly Look[], exitCode: number): string {
  const players = looks.map(({ finding, left }) => ({
    name: finding.player.name,
    address: finding.player.address,
    port: finding.player.port,
    left,
    error: finding.kind === 'absent' ? finding.error.message : null,
    condition: finding.kind === 'absent' ? null : finding.condition,
  }));
  const { runId } = history;
  return visibleJson({ runId, directory, exitCode, players });
}
