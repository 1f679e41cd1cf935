import { ConductorError, type PlayerPlan, systemClock, type Test, visibleText } from '@conductor/types';
import { formatPlayer } from '../course/player-state.ts';
import { dialOptions } from '../dial-options.ts';
import { interruptedCode } from '../exit-code.ts';
import { greetPlayers } from '../greet-players.ts';
import type { PlayerFinding } from '../survey-players.ts';
import { accessOf } from './access.ts';
import { awaitTime, checkIsToCome } from './await-time.ts';
import type { Call } from './call.ts';
import { listenForInterruptions } from './interruptions.ts';
import { startTimeText } from './start-time.ts';
import type { Channel } from './terminal.ts';

/**
 * `--at`: greets every player now, so that what is wrong is told now, hangs up, and waits. Nobody is claimed: until then the
 * players are anybody's. Resolves with an exit code when the run is not to begin: somebody asked for the end. A player that does not
 * answer is a ConductorError.
 */
export async function awaitScheduledStart(
  at: Date,
  test: Test,
  waitPlayersMs: number,
  call: Call,
  aside: Channel,
): Promise<number | null> {
  checkIsToCome(at);
  using interruptions = listenForInterruptions();
  const [signal = new AbortController().signal] = interruptions.signals;
  try {
    for (const finding of await greetAll(test.players, waitPlayersMs, call, signal)) tellHeld(finding, at, call);
    await awaitTime(at, call.wishes.isQuiet ? null : aside, signal);
    return null;
  } catch (error) {
    if (!signal.aborted) throw error;
    aside.write(`\n${signal.reason}: the run did not begin; nothing was claimed, and nothing is to be reset\n`);
    return interruptedCode(String(signal.reason));
  }
}

async function greetAll(
  players: readonly PlayerPlan[],
  waitPlayersMs: number,
  call: Call,
  signal: AbortSignal,
): Promise<readonly PlayerFinding[]> {
  const dialling = dialOptions(await accessOf(call));
  const findings = await greetPlayers(players, { dialling, waitPlayersMs, clock: systemClock }, signal);
  const errors = findings.flatMap((finding) => (finding.kind === 'absent' ? [finding.error] : []));
  const [first] = errors;
  if (first === undefined) return findings;
  const { code } = errors.find((error) => error.code !== 'unreachable') ?? first;
  throw new ConductorError(code, errors.map(({ message }) => message).join('\n'));
}

/** Who holds a player now may have let it go by then. */
function tellHeld(finding: PlayerFinding, at: Date, { terminal, wishes }: Call): void {
  if (finding.kind === 'absent' || finding.condition.holder === null || wishes.isQuiet) return;
  const { runId, who } = finding.condition.holder;
  const text = `${formatPlayer(finding.player)} is held by run ${runId} of ${who} now; it must be free at ${startTimeText(at)}`;
  terminal.err.write(`note: ${visibleText(text)}\n`);
}
