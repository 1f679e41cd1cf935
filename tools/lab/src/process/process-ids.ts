import { readdirSync } from 'node:fs';

/** Every process of this machine, by number. */
export function processIds(): number[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number);
}
