import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createLab, type LabHost, whyNoRateLimit } from '../src/index.ts';
import { startEcho } from './support/echo.ts';
import { needs } from './support/needs.ts';

const SEND = join(import.meta.dirname, 'fixtures/send-megabyte.mjs');

test('a rate limit is kept, and can be lifted', async (context) => {
  needs(context, whyNoRateLimit());
  await using lab = await createLab({ players: 1 });
  const [player] = lab.players as [LabHost];
  await startEcho(lab, lab.conductor, player, 'ipv4');
  const sendMs = async () => {
    const { stdout } = await lab.run(['node', SEND, player.ipv4, '7777'], { in: lab.conductor });
    return Number(stdout);
  };

  await lab.limitRate(player, 4_000_000);
  // A megabyte at half a megabyte a second; what the filter lets pass at once is little beside it.
  expect(await sendMs()).toBeGreaterThan(1_900);
  await lab.limitRate(player, null);
  expect(await sendMs()).toBeLessThan(1_900);
});
