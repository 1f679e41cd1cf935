import type { Step } from '@conductor/types';
import { expect, it } from 'vitest';
import { decodeEvent, encodeEvent } from '../../src/events/event-line.ts';
import { ANY_TEST, RUN_STARTED } from '../support/any-events.ts';

const BASE = { index: 1, key: 'key1', place: { file: 'dut.cfg', line: 7 }, mayFail: false };

/** One of each: a kind that is added to the language is missing here until it is written down. */
const STEPS: { readonly [K in Step['kind']]: Step & { readonly kind: K } } = {
  step: { ...BASE, kind: 'step', command: 'true', retries: 2 },
  spawn: { ...BASE, kind: 'spawn', command: 'vmstat 1' },
  timeout: { ...BASE, kind: 'timeout', command: 'iperf3 -s', limitMs: 30_000 },
  fetch: { ...BASE, kind: 'fetch', pattern: '/tmp/*', required: true, maxBytes: 5 },
  ready: { ...BASE, kind: 'ready', condition: { kind: 'tcp', host: 'sink', port: 80 }, limitMs: null },
  sync: { ...BASE, kind: 'sync', name: 'listening', limitMs: 5000 },
  put: { ...BASE, kind: 'put', source: '/a', target: '/b', keep: false, items: [] },
  'put-back': { ...BASE, kind: 'put-back', items: 3 },
  reboot: { ...BASE, kind: 'reboot', limitMs: 600_000 },
};

it.each(Object.values(STEPS))('a run with a step of the kind $kind is read as it was written', (step) => {
  const players = ANY_TEST.players.map((player) => ({ ...player, phases: { ...player.phases, startup: [step] } }));
  const started = { ...RUN_STARTED, test: { ...ANY_TEST, players } };
  expect(decodeEvent(encodeEvent(started as typeof RUN_STARTED), 'events.ndjson:1')).toEqual(started);
});
