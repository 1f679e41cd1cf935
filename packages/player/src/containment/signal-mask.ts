import { constants } from 'node:os';

/** Whether a set of signals, as kernels print it (hexadecimal, the lowest bit is signal 1), has a signal in it. */
export function maskHas(mask: string, signal: NodeJS.Signals): boolean {
  if (!/^[0-9a-f]+$/i.test(mask)) return false;
  return ((BigInt(`0x${mask}`) >> BigInt(constants.signals[signal] - 1)) & 1n) === 1n;
}
