import { expect, it } from 'vitest';
import { Turnstile } from '../src/turnstile.ts';

const never = new AbortController().signal;

it('lets so many through at a time, in order of arrival, whatever becomes of their work', async () => {
  const turnstile = new Turnstile(2);
  const begun: number[] = [];
  const ends = Array.from({ length: 4 }, () => Promise.withResolvers<number>());
  const works = ends.map(({ promise }, at) =>
    turnstile.through(() => {
      begun.push(at);
      return promise;
    }, never),
  );
  const broken = expect(works[1]).rejects.toThrow('broken');
  await Promise.resolve();
  expect(begun).toEqual([0, 1]);
  ends[1]?.reject(new Error('broken'));
  await broken;
  expect(begun).toEqual([0, 1, 2]);
  for (const [at, { resolve }] of ends.entries()) resolve(at);
  expect(await Promise.all(works.filter((_, at) => at !== 1))).toEqual([0, 2, 3]);
  expect(begun).toEqual([0, 1, 2, 3]);
});

it('who waits for a turn can give up, and takes nobody else the room', async () => {
  const turnstile = new Turnstile(1);
  const end = Promise.withResolvers<void>();
  const inside = turnstile.through(() => end.promise, never);
  const giving = new AbortController();
  const waiting = turnstile.through(() => Promise.resolve('let in'), giving.signal);
  const next = turnstile.through(() => Promise.resolve('next'), never);
  giving.abort(new Error('given up'));
  await expect(waiting).rejects.toThrow('given up');
  end.resolve();
  await inside;
  expect(await next).toBe('next');
  await expect(turnstile.through(() => Promise.resolve(), giving.signal)).rejects.toThrow('given up');
});
