import { execa } from 'execa';
import { expect, test } from 'vitest';
import { commandIn, createLab, type LabHost, type LabRouter, waitUntil, whyNoLab } from '../src/index.ts';
import { startEcho } from './support/echo.ts';
import { kernelCounter } from './support/kernel-counter.ts';
import { needs } from './support/needs.ts';

/** What a kernel counts for every packet that reaches it. */
const ARRIVALS = { ipv4: 'InReceives', ipv6: 'Ip6InReceives' } as const;

test.for(['ipv4', 'ipv6'] as const)(
  'a black hole swallows what reaches it, over %s, and the same connection goes on when it heals',
  async (family, context) => {
    needs(context, whyNoLab());
    await using lab = await createLab({ players: 1 });
    const [player] = lab.players as [LabHost];
    const echo = await startEcho(lab, lab.conductor, player, family);
    await echo.replies.more(3);

    await lab.blackHole();
    await arrivals(lab.router, family, 2);
    const repliesInTheDark = echo.replies.seen.length;
    await arrivals(lab.router, family, 2);
    expect(echo.replies.seen).toHaveLength(repliesInTheDark);
    expect(await hasCarrier(player)).toBe(true);

    await lab.heal();
    await echo.replies.more(10);
    const numbers = echo.numbers();
    expect(numbers).toEqual(numbers.map((_, at) => at + 1));
  },
);

test.for(['ipv4', 'ipv6'] as const)(
  'a pulled cable is a lost carrier, over %s, and the same connection goes on when it is back',
  async (family, context) => {
    needs(context, whyNoLab());
    await using lab = await createLab({ players: 1 });
    const [player] = lab.players as [LabHost];
    const echo = await startEcho(lab, player, lab.conductor, family);

    await lab.pullCable(player);
    await waitUntil(async () => !(await hasCarrier(player)), { what: 'the carrier is lost' });
    await lab.plugCable(player);
    await echo.replies.more(10);
    const numbers = echo.numbers();
    expect(numbers).toEqual(numbers.map((_, at) => at + 1));
  },
);

test.for(['ipv4', 'ipv6'] as const)(
  'a one-way cut loses what goes one way, over %s, and touches nobody else',
  async (family, context) => {
    needs(context, whyNoLab());
    await using lab = await createLab({ players: 2 });
    const [cut, other] = lab.players as [LabHost, LabHost];
    const echo = await startEcho(lab, cut, lab.conductor, family);

    const way = { from: lab.conductor, to: cut };
    await lab.cutOneWay(way);
    const bystander = await startEcho(lab, other, lab.conductor, family, '7778');
    // What is cut off repeats itself to the conductor, where it arrives; only the answers do not come back.
    await arrivals(lab.conductor, family, 5);
    const repliesInTheDark = echo.replies.seen.length;
    await bystander.replies.more(10);
    expect(echo.replies.seen).toHaveLength(repliesInTheDark);

    await lab.mendOneWay(way);
    await echo.replies.more(10);
  },
);

/** Waits until so many packets more have reached a host. */
async function arrivals(at: LabHost | LabRouter, family: keyof typeof ARRIVALS, count: number) {
  const before = await kernelCounter(at, ARRIVALS[family]);
  const what = `${count} packets more reach the ${at.name}`;
  await waitUntil(async () => (await kernelCounter(at, ARRIVALS[family])) >= before + count, { what });
}

async function hasCarrier({ namespace }: LabHost): Promise<boolean> {
  const [program, ...args] = commandIn(namespace, ['ip', 'link', 'show', 'eth0']);
  const { stdout } = await execa(program, args);
  return stdout.includes('LOWER_UP');
}
