import { describe, expect, it } from 'vitest';
import { loadRules, parseTest, type SourceText } from '../../src/index.ts';
import { COORDINATOR } from '../support/marked-test.ts';

const rules = await loadRules();

/** What rules say about the syncs of some players in Run. */
function said(...lists: readonly (readonly string[])[]): string[] {
  const players = new Map(lists.map((names, at) => [`p${at}.cfg`, playerOf(names, at)]));
  const workers = lists.map((_, at) => `p${at}: p${at}.cfg\n`).join('');
  const { diagnostics } = parseTest(
    { test: { path: 'test.cfg', text: `[Test]\n[Workers]\n${workers}` }, players },
    { rules },
  );
  const found = diagnostics.filter(({ code }) => code.startsWith('sync-'));
  return found.map(({ code, message }) => `${code}: ${message}`);
}

function playerOf(names: readonly string[], at: number): SourceText {
  const syncs = names.map((name, place) => `sync${place + 1}: ${name}\n`).join('');
  const coordinator = COORDINATOR.replace('10.0.0.1', `10.0.0.${at + 1}`);
  return { path: `p${at}.cfg`, text: `${coordinator}[Startup]\n[Collect]\n[Reset]\n[Run]\n${syncs}` };
}

describe('syncs', () => {
  it('in one order are all right', () => {
    expect(said(['x', 'y'], ['x', 'y'], ['y'])).toEqual([]);
  });

  it('that only one player mentions are found, with the name that was most likely meant', () => {
    expect(said(['listening'], ['listning'])).toEqual([
      'sync-alone: sync1 waits at listening, and no other player mentions that in the same phase',
      'sync-alone: sync1 waits at listning, and no other player mentions that in the same phase',
    ]);
  });

  it('that cross are found at each that waits in vain', () => {
    expect(said(['x', 'y'], ['y', 'x'])).toEqual([
      'sync-order: p0 waits at x for p1, which waits at y (sync1) before it comes there',
      'sync-order: p1 waits at y for p0, which waits at x (sync1) before it comes there',
    ]);
  });

  it('that go round in a circle of three are found, and those that all get over are not', () => {
    expect(said(['a', 'x', 'y'], ['a', 'y', 'z'], ['a', 'z', 'x'])).toHaveLength(3);
  });
});
