import { randomInt } from 'node:crypto';
import { basename } from 'node:path';
import { killAll } from '../process/kill-all.ts';
import { type FoundProcess, processesOf } from '../process/processes-of.ts';
import { BED_VARIABLE } from './bed-variables.ts';

/** Who is alive of a bed. */
export interface BedCensus {
  /** The value of `BED_VARIABLE` here. */
  readonly mark: string;
  /** Seconds that no test lasts and no other bed uses: who sleeps so long is of this bed, whatever else it has shed. */
  readonly forEver: string;
  /** Every living process that carries the mark or sleeps for ever, but those with these numbers. */
  count(except: ReadonlySet<number>): FoundProcess[];
  /** Kills all of those, and waits until they are dead. */
  kill(except: ReadonlySet<number>): Promise<void>;
}

/** The census of the bed in this folder. */
export function bedCensus(folder: string): BedCensus {
  const mark = basename(folder);
  const forEver = `86400.${process.pid}${randomInt(1e9)}`;
  const count = (except: ReadonlySet<number>) =>
    processesOf({ environment: `${BED_VARIABLE}=${mark}`, commandLine: forEver }).filter(({ pid }) => !except.has(pid));
  const kill = (except: ReadonlySet<number>) => killAll(() => count(except), 'no process of the bed is alive');
  return { mark, forEver, count, kill };
}
