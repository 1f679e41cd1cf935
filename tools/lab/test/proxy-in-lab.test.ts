import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createLab, type LabHost, linesOf, startProxyIn, whyNoLab } from '../src/index.ts';
import { startEcho } from './support/echo.ts';
import { needs } from './support/needs.ts';

const COUNT = join(import.meta.dirname, 'fixtures/count-to.mjs');

test('a proxy on the router stands between two hosts, delays, counts and cuts', async (context) => {
  needs(context, whyNoLab());
  await using lab = await createLab({ players: 1 });
  const [player] = lab.players as [LabHost];
  await startEcho(lab, lab.conductor, player, 'ipv6');
  const target = { host: player.ipv6, port: 7777 };
  await using proxy = await startProxyIn(lab.router, { host: player.gatewayIpv6, port: 7777, target });
  await proxy.set({ toServer: { delayMs: 150 }, toClient: { delayMs: 150 } });

  const client = lab.run(['node', COUNT, proxy.host, '7777', 'timed'], { in: lab.conductor });
  const replies = linesOf(client.stdout);
  const told = await replies.find((line) => line.startsWith('first after '));
  expect(Number(told.split(' ').at(-1))).toBeGreaterThan(290);
  const { connections, forwardedBytes } = await proxy.counts();
  expect(connections).toBe(1);
  expect(forwardedBytes.toServer).toBeGreaterThanOrEqual(2);

  await proxy.cut('rst');
  await replies.find((line) => line === 'ECONNRESET');
});
