import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { errnoOf } from '@conductor/types';
import { execa } from 'execa';
import type { Cell } from '../../src/containment/cell.ts';
import type { Containment } from '../../src/containment/containment.ts';
import { enterCell, watchLeader } from '../../src/containment/leader.ts';
import { procTable } from '../../src/containment/proc-table.ts';
import { inheritedEnvironment } from '../../src/gate/step-environment.ts';
import { hold } from '../support/hold.ts';

/** Runs a command in a cell of a containment, and resolves when it has ended, with what it started still alive. */
export async function runInCell(containment: Containment, folder: string, command: string): Promise<Cell> {
  const cell = containment.open();
  const environment = { ...inheritedEnvironment(process.env), CONDUCTOR_MARK: String(cell.mark) };
  const { gate } = await hold(folder, command, { cell, environment });
  enterCell(cell, watchLeader(gate.pid, containment.startOf(gate.pid), gate.exited));
  gate.open();
  await gate.exited;
  return cell;
}

/** A number that no other sleep of this host has. */
export function uniqueNumber(): string {
  return String(randomInt(1e9, 1e10));
}

/** Who sleeps so long: waits until somebody does. */
export async function sleepers(number: string): Promise<readonly number[]> {
  for (let tries = 0; tries < 500; tries += 1) {
    const found = await sleeping(number);
    if (found.length > 0) return found;
    await pause(10);
  }
  throw new Error(`nobody sleeps 1000.${number}`);
}

/** Who sleeps so long now. */
export async function sleeping(number: string): Promise<readonly number[]> {
  const table = procTable();
  const rows = await table.list();
  return rows
    .map(({ pid }) => pid)
    .filter((pid) => /^sleep /.test(table.commandOf(pid)) && table.commandOf(pid).includes(number));
}

/** Ends what a test that failed left behind. */
export function killSleepers(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if (errnoOf(error) !== 'ESRCH') throw error;
    }
  }
}

/** Whether a program can be run here. */
export async function hasProgram(name: string): Promise<boolean> {
  const { exitCode } = await execa('/bin/sh', ['-c', `command -v ${name}`], { reject: false });
  return exitCode === 0;
}
