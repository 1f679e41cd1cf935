import { type ControlConnection, type DialOptions, dialControl } from '@conductor/protocol';
import type { RunHistory } from '@conductor/results';
import type { PlayerPlan } from '@conductor/types';
import type { PlayerFinding } from '../survey-players.ts';

/**
 * Claims the players of a run that a living program conducts, so that it learns at once that the run is not its own any more, ends,
 * and lets the run directory go. Only disposing it hangs up: until then the players wait for us.
 */
export async function fenceHolder(
  { runId, test }: RunHistory,
  findings: readonly PlayerFinding[],
  epoch: number,
  dialling: DialOptions,
  signal: AbortSignal,
): Promise<AsyncDisposable> {
  const calls: ControlConnection[] = [];
  const hangUp = async () => {
    for (const call of calls.reverse()) await call[Symbol.asyncDispose]();
  };
  try {
    for (const { player } of findings.filter((finding) => isHeldBy(finding, runId))) {
      const connection = await dialControl(addressOf(player), dialling, signal);
      calls.push(connection);
      await claim(connection, player, { runId, epoch }, test.name);
    }
  } catch (thrown) {
    await hangUp();
    throw thrown;
  }
  return { [Symbol.asyncDispose]: hangUp };
}

async function claim(
  connection: ControlConnection,
  { name: playerName }: PlayerPlan,
  run: { readonly runId: string; readonly epoch: number },
  testName: string,
): Promise<void> {
  const kind = 'take-over-run';
  await connection.send({ run, command: { kind: 'claim-player', playerName, testName, claim: { kind } } });
}

function isHeldBy(finding: PlayerFinding, runId: string): boolean {
  return finding.kind === 'greeted' && finding.condition.holder?.runId === runId;
}

function addressOf({ name, address, port }: PlayerPlan) {
  return { name, host: address, port };
}
