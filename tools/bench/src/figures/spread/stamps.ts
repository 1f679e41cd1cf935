import { existsSync, readFileSync } from 'node:fs';

/**
 * How far apart the commands were that stamped a file together, in milliseconds: one number for each trial and phase. Throws
 * where one of them did not.
 */
export function spreadsMs(file: string, expected: number): number[] {
  const together = new Map<string, number[]>();
  for (const line of existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []) {
    const [trial, phase, ns] = line.split(' ');
    const key = `${trial} ${phase}`;
    together.set(key, [...(together.get(key) ?? []), Number(ns)]);
  }
  if (together.size === 0) throw new Error(`no command has stamped ${file}`);
  return [...together.values()].map((times) => {
    if (times.length !== expected) throw new Error(`${times.length} of ${expected} commands have stamped ${file}`);
    return (Math.max(...times) - Math.min(...times)) / 1e6;
  });
}
