import { type CutKind, type LaneName, type ProxyInLab, seededRandom, wholeNumber } from '@conductor/lab';

/** Where a link is cut. */
export interface LinkCut {
  /** By the order in which they are opened: first control, then results. */
  readonly connection: 'control' | 'results';
  readonly lane: LaneName;
  readonly afterBytes: number;
  readonly kind: CutKind;
}

/** The bytes among which a cut is drawn, both possible, for each lane. */
export type CutRanges = Readonly<Record<LaneName, readonly [least: number, most: number]>>;

const LANES: readonly LaneName[] = ['toServer', 'toClient'];
const KINDS: readonly CutKind[] = ['fin', 'rst'];

/** A cut that the seed decides. */
export function drawCut(connection: LinkCut['connection'], ranges: CutRanges, seed: number): LinkCut {
  const random = seededRandom(seed);
  const one = <T>(list: readonly [T, ...T[]] | readonly T[]) => list[wholeNumber(random, 0, list.length - 1)] as T;
  const lane = one(LANES);
  return { connection, lane, kind: one(KINDS), afterBytes: wholeNumber(random, ...ranges[lane]) };
}

/** Lets the next run through a proxy meet its cut. */
export async function cutAt(proxy: ProxyInLab, { connection, lane, afterBytes, kind }: LinkCut): Promise<void> {
  const { connections } = await proxy.counts();
  await proxy.set({ [lane]: { cut: { afterBytes, kind } } }, connections + (connection === 'control' ? 0 : 1));
}

/** The cut in words: `control toServer cut after 1312 bytes by rst`. */
export function cutText({ connection, lane, afterBytes, kind }: LinkCut): string {
  return `${connection} ${lane} cut after ${afterBytes} bytes by ${kind}`;
}
