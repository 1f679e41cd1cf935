import { describe, expect, it } from 'vitest';
import { readDefinitions } from '../../src/index.ts';
import { COORDINATOR, PHASES, parseMarked } from '../support/marked-test.ts';

const TEST = '[Test]\nresults: %(where)s\n[Workers]\ndut: dut.cfg\n[Variables]\nnic: ix0\nwhere: here\n';
const DUT = `[DEFAULT]\nmtu: 1500\n${COORDINATOR}${PHASES}step1: set %(nic)s %(mtu)s %(flow)s\n`;

function said(...words: string[]) {
  return parseMarked({ test: TEST, dut: DUT }, { variables: readDefinitions(words) });
}

describe('variables of the command line', () => {
  it('win over every file, and are taken as they are', () => {
    const { test } = said('NIC=ix1', 'mtu=%(nic)s=9000', 'flow=', 'where=there');
    expect(test?.settings.results).toBe('there');
    expect(test?.players[0]?.phases.reset[0]).toMatchObject({ command: 'set ix1 %(nic)s=9000 ' });
  });

  it.each<[string, string, string | undefined]>([
    ['nick=ix1', '-D nick: no file of this test has or uses a variable "nick"', 'nic'],
    ['trial=1', '-D trial: %(trial)s is filled in by Conductor itself', undefined],
    ['dut.address=::1', '-D dut.address: %(dut.address)s is filled in by Conductor itself', undefined],
  ])('%s is an error', (word, message, suggestion) => {
    const { test, diagnostics } = said('flow=1', word);
    expect(test).toBeNull();
    const found = diagnostics.filter(({ code }) => code === 'said-variable');
    expect(found).toEqual([expect.objectContaining({ message, ...(suggestion && { suggestion }) })]);
  });

  it.each(['nic', '=ix0', '9=1'])('%s is none, and a message says how one looks', (word) => {
    expect(() => readDefinitions([word])).toThrow('-D wants NAME=VALUE, such as -D nic=ix0');
  });
});
