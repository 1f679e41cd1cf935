import { EventEmitter, once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FREE_CONDITION, type HostFacts } from '@conductor/types';
import {
  type ControlConnection,
  type DialOptions,
  dialControl,
  dialResults,
  type PlayerAddress,
  type PlayerListener,
  type ResultsConnection,
  type ServeOptions,
  servePlayer,
} from '../../src/index.ts';

export const FACTS: HostFacts = {
  hostname: 'dut1.lab',
  system: 'Linux',
  kernel: '6.18.0',
  architecture: 'x64',
  cpuModel: 'a processor',
  cpuCount: 2,
  memoryBytes: 2 ** 34,
  interfaces: [
    { name: 'ix0', mac: '00:00:5e:00:53:01', addresses: ['192.0.2.1/24', 'fe80::1/64'], settings: ['mtu 9000'] },
  ],
  user: 'root',
  version: '1.2.3',
  nodeVersion: 'v24.0.0',
  containment: 'sweep',
  bootId: '9b2f',
};

export const RUN = { runId: '20261123T231500Z-k3f9', epoch: 1 };
export const TRIAL = { caseName: '', trial: 1 };
export const never: AbortSignal = new AbortController().signal;

/** A player on a free port with a token folder of its own, and what is needed to dial it. */
export interface TestPlayer extends AsyncDisposable {
  readonly listener: PlayerListener;
  readonly address: PlayerAddress;
  readonly dial: DialOptions;
  readonly tokenFolder: string;
  /** What the operator was told so far. */
  readonly refusals: readonly string[];
  /** Waits until the operator has been told something that matches. */
  refusal(pattern: RegExp): Promise<string>;
  control(options?: Partial<DialOptions>): Promise<ControlConnection>;
  results(options?: Partial<DialOptions>): Promise<ResultsConnection>;
}

/** Starts a player; what is not overridden is loopback and conversations that do nothing. */
export async function testPlayer(overrides: Partial<ServeOptions> = {}): Promise<TestPlayer> {
  const tokenFolder = await mkdtemp(join(tmpdir(), 'conductor-token-'));
  const refusals: string[] = [];
  const told = new EventEmitter();
  const listener = await servePlayer({
    host: '127.0.0.1',
    port: 0,
    version: '1.2.3',
    self: 'root@dut1 (pid 42)',
    insecureNetwork: false,
    allowedConductor: null,
    facts: FACTS,
    condition: () => FREE_CONDITION,
    tokenFolder,
    onControl: () => Promise.resolve(),
    onResults: () => Promise.resolve(),
    onRefused(sentence) {
      refusals.push(sentence);
      told.emit('refusal');
    },
    ...overrides,
  });
  const address = { name: 'dut1', host: listener.host, port: listener.port };
  const dial: DialOptions = {
    self: 'me@control (pid 7)',
    version: '1.2.3',
    insecureNetwork: false,
    tokenFolders: [tokenFolder],
    timing: { ...overrides.timing, greetingMs: 20_000 },
  };
  return {
    listener,
    address,
    dial,
    tokenFolder,
    refusals,
    async refusal(pattern) {
      for (;;) {
        const match = refusals.find((sentence) => pattern.test(sentence));
        if (match !== undefined) return match;
        await once(told, 'refusal');
      }
    },
    control: (options) => dialControl(address, { ...dial, ...options }, never),
    results: (options) => dialResults(address, { ...dial, ...options }, never),
    async [Symbol.asyncDispose]() {
      await listener[Symbol.asyncDispose]();
      await rm(tokenFolder, { recursive: true, force: true });
    },
  };
}
