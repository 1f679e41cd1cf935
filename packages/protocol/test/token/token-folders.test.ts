import { homedir } from 'node:os';
import { expect, it } from 'vitest';
import { tokenFolders } from '../../src/index.ts';

it('tokens are in the runtime folder of the user, else in its state', () => {
  expect(tokenFolders({ XDG_RUNTIME_DIR: '/run/user/7', HOME: '/home/me' })).toEqual([
    '/run/user/7/conductor',
    '/home/me/.local/state/conductor/run',
  ]);
  expect(tokenFolders({ HOME: '/home/me' })).toEqual(['/home/me/.local/state/conductor/run']);
});

it('a runtime folder that is no absolute path does not count', () => {
  expect(tokenFolders({ XDG_RUNTIME_DIR: 'run', HOME: '/home/me' })).toEqual(['/home/me/.local/state/conductor/run']);
});

it('without HOME the system says where home is', () => {
  expect(tokenFolders({})).toEqual([`${homedir()}/.local/state/conductor/run`]);
});
