import { describe, expect, it } from 'vitest';
import { placeOfPlayer } from '../../src/lab/place-of-player.ts';

describe('the place of a player', () => {
  it.each([
    ['192.168.5.81:6970', '192.168.5.81', 6970],
    ['dut.lab:1', 'dut.lab', 1],
    ['[fd00::1]:65535', 'fd00::1', 65_535],
    ['[fe80::1%em0]:6970', 'fe80::1%em0', 6970],
  ])('%s is read', (word, host, port) => {
    expect(placeOfPlayer(word)).toEqual({ host, port });
  });

  it.each([
    ['192.168.5.81', 'the port is missing'],
    ['fd00::1', 'the port is missing'],
    ['fd00::1:6970', 'expected HOST:PORT'],
    ['dut:0', 'expected HOST:PORT'],
    ['dut:65536', 'expected HOST:PORT'],
    ['[dut]:6970', 'expected HOST:PORT'],
    ['a b:6970', 'expected HOST:PORT'],
    ['', 'expected HOST:PORT'],
  ])('"%s" is none', (word, reason) => {
    expect(() => placeOfPlayer(word)).toThrow(reason);
  });
});
