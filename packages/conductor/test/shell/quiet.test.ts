import { expect, it } from 'vitest';
import { Mailbox } from '../../src/shell/mailbox.ts';
import { Quiet } from '../../src/shell/quiet.ts';

const never = new AbortController().signal;

it('who wants to dial waits until the quiet is over', async () => {
  const quiet = new Quiet();
  await quiet.over(never);
  quiet.keep(true);
  const said: string[] = [];
  const dialled = quiet.over(never).then(() => said.push('dialled'));
  await Promise.resolve();
  said.push('measured');
  quiet.keep(false);
  await dialled;
  expect(said).toEqual(['measured', 'dialled']);
});

it('who waits in the quiet can give up', async () => {
  const quiet = new Quiet();
  quiet.keep(true);
  const giving = new AbortController();
  const dialled = quiet.over(giving.signal);
  giving.abort(new Error('given up'));
  await expect(dialled).rejects.toThrow('given up');
});

it('a mailbox gives what came together in its order, and nothing when its time is over', async () => {
  const mailbox = new Mailbox<number>();
  mailbox.post(1);
  mailbox.post(2);
  expect([await mailbox.take(0), await mailbox.take(0)]).toEqual([[1, 2], []]);
  const taken = mailbox.take(Number.POSITIVE_INFINITY);
  mailbox.post(3);
  mailbox.post(4);
  expect(await taken).toEqual([3, 4]);
});
