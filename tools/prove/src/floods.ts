import { setTimeout as sleep } from 'node:timers/promises';
import type { PlayerSteps, ProxyInLab } from '@conductor/lab';

/** So much output, or so many files, that whoever keeps it in memory is found out. */
export interface Flood {
  readonly name: string;
  /** The steps that make it; `folder` is there for their files. */
  readonly steps: (folder: string) => PlayerSteps;
  /** What the run must come to. */
  readonly exitCode: number;
  /** Bytes that step 1 of Run must have brought home; `null` when it is ended for writing too much. */
  readonly bytes: number | null;
  /** Files that step 1 of Collect must have brought home. */
  readonly files: number;
  /** What goes wrong meanwhile between player and collector. */
  readonly meanwhile: (proxy: ProxyInLab, signal: AbortSignal) => Promise<void>;
}

/** What a step may print in these runs, in bytes. */
export const MOST_OUTPUT_BYTES = 2e9;

const GIGABYTE = 1e9;
const FILES = 20_000;
/** By the order in which the connections to a player are opened. */
const RESULTS_CONNECTION = 1;
/** Shorter than the lease of a bed, after which results without progress are given up. */
const STALL_MS = 2_000;

const calm = async () => undefined;

const WITHOUT_NEWLINE: Flood = {
  name: '1 GB without a newline',
  steps: () => ({ run: [`timeout600: head -c ${GIGABYTE} /dev/zero`] }),
  exitCode: 0,
  bytes: GIGABYTE,
  files: 0,
  meanwhile: calm,
};

/** The kinds, in turn. */
export const FLOODS: readonly Flood[] = [
  WITHOUT_NEWLINE,
  {
    ...WITHOUT_NEWLINE,
    name: 'output without an end',
    steps: () => ({ run: ['timeout600: yes'] }),
    exitCode: 1,
    bytes: null,
  },
  {
    ...WITHOUT_NEWLINE,
    name: '1 GB and a collector that stalls',
    meanwhile: async (proxy, signal) => {
      await proxy.set({ toClient: { stalled: true } }, RESULTS_CONNECTION);
      await sleep(STALL_MS, undefined, { signal });
      await proxy.set({ toClient: { stalled: false } }, RESULTS_CONNECTION);
    },
  },
  {
    ...WITHOUT_NEWLINE,
    name: `${FILES} small files`,
    steps: (folder) => ({
      run: [`timeout600: cd ${folder} && seq ${FILES} | split -l 1 -a 6 - small-`],
      collect: [`fetch1: ${folder}/small-*`],
    }),
    bytes: 0,
    files: FILES,
  },
];
