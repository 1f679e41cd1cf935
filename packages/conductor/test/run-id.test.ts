import { expect, it } from 'vitest';
import { newRunId } from '../src/run-id.ts';

it('a run is named by its second in UTC and four random characters', () => {
  const now = new Date('2026-11-23T23:15:00.987Z');
  expect(newRunId(now)).toMatch(/^20261123T231500Z-[a-z0-9]{4}$/);
  expect(new Set(Array.from({ length: 50 }, () => newRunId(now))).size).toBeGreaterThan(45);
});
