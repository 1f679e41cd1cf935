/*
 * A player that speaks the real protocol and lies in it. Its one argument says as JSON where it listens and how it
 * misbehaves; it runs no command, and ends when it is killed.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type ControlCall, type ResultsCall, servePlayer } from '@conductor/protocol';
import { FREE_CONDITION, type HostFacts } from '@conductor/types';
import { falseResults } from './false-results.ts';
import { MISDEEDS, type Misdeed, type MisdeedName } from './misdeeds.ts';
import { obey } from './obey.ts';

const FACTS: HostFacts = {
  hostname: 'hostile',
  system: 'Linux',
  kernel: '6.18.0',
  architecture: 'x64',
  cpuModel: 'a processor',
  cpuCount: 1,
  memoryBytes: 2 ** 30,
  interfaces: [],
  user: 'root',
  version: '0.0.0',
  nodeVersion: process.version,
  containment: 'sweep',
  bootId: 'none',
};

/** So long its sending is waited for. */
const SENDING_MS = 500;

const order: { readonly host: string; readonly port: number; readonly misdeed: MisdeedName } = JSON.parse(
  process.argv[2] ?? '',
);
const misdeed: Misdeed = MISDEEDS[order.misdeed];
/** Trials end when they are closed; results that have been sent by then are all there are. */
const sent = Promise.withResolvers<void>();
const closed = Promise.withResolvers<void>();

const listener = await servePlayer({
  host: order.host,
  port: order.port,
  version: misdeed.name ?? '0.0.0',
  self: misdeed.name ?? 'a hostile player',
  insecureNetwork: true,
  allowedConductor: null,
  facts: { ...FACTS, ...misdeed.facts },
  condition: () => ({ ...FREE_CONDITION, ...misdeed.condition }),
  onControl: converse,
  onResults: lie,
  onRefused: (sentence) => console.error(sentence),
});
console.log(`listening on ${listener.port}`);

async function converse(call: ControlCall): Promise<void> {
  const { answers = obey } = misdeed;
  for await (const { command } of call.frames) {
    // What it sends is to be looked at before its phases are over, or the beginning of what has no end.
    if (command.kind === 'end-phase' && command.phase === 'run') await Promise.race([sent.promise, sleep(SENDING_MS)]);
    if (command.kind === 'close-trial') closed.resolve();
    for (const reply of answers(command)) await call.send(reply);
    if (command.kind === 'release-player') return;
  }
}

async function lie(call: ResultsCall): Promise<void> {
  for await (const frame of call.frames) {
    if (frame.kind !== 'follow') continue;
    const results = falseResults(frame.run, frame.trial, 'hostile');
    try {
      await call.send(results.first);
      for (const one of misdeed.results?.(results) ?? []) await call.send(one);
    } finally {
      sent.resolve();
    }
    await closed.promise;
    await call.send({ kind: 'trial-end' });
    return;
  }
}
