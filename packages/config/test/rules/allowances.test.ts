import { describe, expect, it } from 'vitest';
import { loadRules } from '../../src/index.ts';
import { COORDINATOR, parseMarked } from '../support/marked-test.ts';

const rules = await loadRules();

/** What is said about a player file, without what the original would say. */
function said(lines: string, strict = false): string[] {
  const dut = `${COORDINATOR}[Startup]\n[Collect]\n[Reset]\n${lines}\n`;
  return parseMarked({ dut }, { rules, strict }).diagnostics.map(({ code, place }) => `${place.line} ${code}`);
}

describe('a comment silences a code', () => {
  it.each([
    [
      'for the line below it',
      '[Run]\n# check: allow endless-step: it is meant so\nstep1: yes\nstep2: yes',
      ['10 endless-step'],
    ],
    ['for the entry that it stands in', '[Run]\nstep1: true\n  # check: allow endless-step\n  yes', []],
    ['for a section', '; check: allow endless-step, lost-state\n[Run]\nstep1: yes\nstep2: cd /tmp', []],
    ['for a file', '[Run]\nstep1: yes\n# check: allow-in-file endless-step', []],
    ['of those that a run knows, too', '[Run]\n# check: allow kills-itself\nstep1: pkill -f x', []],
    [
      'and is noted when there is nothing to be silenced',
      '[Run]\n# check: allow port-twice\nstep1: true',
      ['8 unneeded-allowance'],
    ],
    ['and no error', '[Run]\n# check: allow bad-value\nstep1: true', ['8 unknown-allowance']],
    ['and is a warning when it is misspelt', '[Run]\n# check: alow endless-step\nstep1: true', ['8 unknown-allowance']],
    ['and else is any comment', '[Run]\n# check: the cable first\nstep1: true', []],
  ])('%s', (_, lines, expected) => expect(said(lines)).toEqual(expected));

  it('also of what is an error under strict', () => {
    expect(said('[Run]\n# check: allow unknown-step-kind\nsetp1: true', true)).toEqual([]);
  });
});
