import { type ControlCall, type ResultsCall, servePlayer } from '@conductor/protocol';
import { FREE_CONDITION, type PlayerPlan } from '@conductor/types';
import { FACTS, planOf } from './facts.ts';
import { type Habits, WELL } from './model-habits.ts';
import { ModelPlayer } from './model-player.ts';

/** A model player behind a real socket. It runs no command, and has no results. */
export interface SocketPlayer extends AsyncDisposable {
  readonly plan: PlayerPlan;
  readonly model: ModelPlayer;
  /** The far ends of the connections that calls came over, in the order of the calls. */
  readonly callers: readonly string[];
}

/** Listens as a player on the loopback address; port 0 is a free one. Disposing it cuts every connection. */
export async function listenAsPlayer(
  name: string,
  tokenFolder: string,
  habits: Partial<Habits> = {},
  port = 0,
): Promise<SocketPlayer> {
  const model = new ModelPlayer({ ...WELL, ...habits });
  const callers: string[] = [];
  let trialOver = Promise.withResolvers<void>();
  const listener = await servePlayer({
    host: '127.0.0.1',
    port,
    version: '0.0.0',
    self: name,
    insecureNetwork: false,
    allowedConductor: null,
    facts: FACTS,
    condition: () => FREE_CONDITION,
    tokenFolder,
    onControl(call) {
      callers.push(call.peer.address);
      return converse(call, model, () => {
        trialOver.resolve();
        trialOver = Promise.withResolvers();
      });
    },
    onResults(call) {
      callers.push(call.peer.address);
      return sendNothing(call, () => trialOver.promise);
    },
    onRefused: () => undefined,
  });
  return {
    model,
    callers,
    plan: planOf(name, '127.0.0.1', listener.port),
    [Symbol.asyncDispose]: () => listener[Symbol.asyncDispose](),
  };
}

async function converse(call: ControlCall, model: ModelPlayer, onTrialOver: () => void): Promise<void> {
  const answers: Promise<void>[] = [];
  try {
    for await (const { command } of call.frames) {
      for (const answer of model.hear(command)) {
        answers.push(later(answer.afterMs, async () => void (model.say(answer) && (await call.send(answer.reply)))));
      }
      if (command.kind === 'close-trial') onTrialOver();
      if (command.kind === 'release-player') break;
    }
    await Promise.all(answers);
  } finally {
    model.loseConductor();
    await Promise.allSettled(answers);
  }
}

/** Follows as a player does whose journal stays empty. */
async function sendNothing(call: ResultsCall, trialOver: () => Promise<void>): Promise<void> {
  for await (const frame of call.frames) {
    if (frame.kind !== 'follow') continue;
    await trialOver();
    await call.send({ kind: 'trial-end' });
    return;
  }
}

function later(afterMs: number, deed: () => Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    setTimeout(() => void deed().then(resolve, reject), afterMs);
  });
}
