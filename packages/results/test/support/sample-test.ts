import {
  DEFAULT_SETTINGS,
  type HostFacts,
  type Phase,
  type PhaseSteps,
  type PlayerPlan,
  type Step,
  type Test,
} from '@conductor/types';

/** Facts of no host in particular. */
export const FACTS: HostFacts = {
  hostname: 'bench1',
  system: 'Linux',
  kernel: '6.12.0',
  architecture: 'x64',
  cpuModel: 'a processor',
  cpuCount: 2,
  memoryBytes: 8 * 2 ** 30,
  interfaces: [{ name: 'lo', mac: '', addresses: ['127.0.0.1/8'], settings: ['mtu 65536'] }],
  user: 'tester',
  version: '1.0.0',
  nodeVersion: '24.0.0',
  containment: 'sweep',
  bootId: 'boot-1',
};

/** A plain step, `key=command`, or a fetch, `fetch1=/a/pattern`. */
export function step(index: number, line: string): Step {
  const cut = line.indexOf('=');
  const key = line.slice(0, cut);
  const text = line.slice(cut + 1);
  const base = { index, key, place: { file: 'dut.cfg', line: index }, mayFail: text.startsWith('-') };
  if (key.startsWith('fetch')) return { ...base, kind: 'fetch', pattern: text };
  if (key.startsWith('spawn')) return { ...base, kind: 'spawn', command: text };
  return { ...base, kind: 'step', command: text };
}

/** The steps of each phase, as `step` writes them. */
export function phases(lines: Partial<Record<Phase, readonly string[]>>): PhaseSteps {
  const of = (phase: Phase) => (lines[phase] ?? []).map((line, place) => step(place + 1, line));
  return { startup: of('startup'), run: of('run'), collect: of('collect'), reset: of('reset') };
}

export function plan(name: string, lines: Partial<Record<Phase, readonly string[]>>): PlayerPlan {
  return {
    name,
    file: `${name}.cfg`,
    address: '127.0.0.1',
    port: 6970,
    conductor: null,
    resultsPort: null,
    phases: phases(lines),
  };
}

export function sampleTest(players: readonly PlayerPlan[], trials = 1): Test {
  return { name: 'sample', file: 'sample.cfg', trials, settings: DEFAULT_SETTINGS, players, metrics: [], checks: [] };
}
