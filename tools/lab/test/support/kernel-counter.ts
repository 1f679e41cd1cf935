import { execa } from 'execa';
import { commandIn, type LabHost, type LabRouter } from '../../src/index.ts';

/** A counter of a namespace's kernel: of IPv4 as in /proc/net/snmp, of IPv6 as in /proc/net/snmp6 (`Ip6…`). */
export async function kernelCounter({ namespace }: LabHost | LabRouter, name: string): Promise<number> {
  const [program, ...args] = commandIn(namespace, ['cat', '/proc/net/snmp', '/proc/net/snmp6']);
  const { stdout } = await execa(program, args);
  const six = new RegExp(`^${name}\\s+(\\d+)$`, 'm').exec(stdout);
  if (six) return Number(six[1]);
  const [names = '', values = ''] = stdout.split('\n').filter((line) => line.startsWith('Ip: '));
  const value = values.split(' ')[names.split(' ').indexOf(name)];
  if (value === undefined) throw new Error(`this kernel counts no ${name}`);
  return Number(value);
}
