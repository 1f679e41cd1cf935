import type { ReadyCondition, ReadyStep } from '@conductor/types';
import type { ReadyStep__Output, ReadyStep as WireReadyStep } from '../gen/conductor/v1/ReadyStep.ts';
import { malformed } from './malformed.ts';
import { boundedText, fromDuration, toDuration } from './scalars.ts';

/** A command that is run again and again stands twice in what starts it, and each quote in it becomes four characters. */
export const TRIED_COMMAND_LIMIT_BYTES = 16 * 1024;
/** What a path, the name of a host and a pattern may have. */
const TEXT_LIMIT = 4096;
const KEY_LIMIT = 64 * 1024;
const MAX_PORT = 65_535;

type Body = Pick<ReadyStep, 'condition' | 'limitMs'>;

export function encodeReady({ condition, limitMs }: Body): WireReadyStep {
  const limit = limitMs === null ? null : toDuration(limitMs, 'limit of a ready step');
  switch (condition.kind) {
    case 'tcp':
      return { limit, tcp: { host: condition.host, port: condition.port } };
    case 'udp':
      return {
        limit,
        udp: { port: condition.port, ...(condition.address !== null && { address: condition.address }) },
      };
    case 'log': {
      const { spawn, spawnIndex, pattern, flags } = condition;
      return { limit, log: { spawn, spawnIndex, pattern, flags } };
    }
    case 'run':
      return { limit, run: { command: condition.command } };
    case 'file':
      return { limit, file: { path: condition.path, notEmpty: condition.notEmpty } };
    default:
      return condition satisfies never;
  }
}

export function decodeReady(wire: ReadyStep__Output): Body {
  const limitMs = wire.limit === null ? null : fromDuration(wire.limit, 'limit of a ready step');
  return { condition: decodeCondition(wire), limitMs };
}

function decodeCondition({ tcp, udp, log, run, file }: ReadyStep__Output): ReadyCondition {
  if (tcp) return { kind: 'tcp', host: decodeText(tcp.host, 'host of a ready step'), port: decodePort(tcp.port) };
  if (udp) return { kind: 'udp', address: decodeAddress(udp.address), port: decodePort(udp.port) };
  if (log) return decodeLog(log);
  if (run) return { kind: 'run', command: decodeTried(run.command) };
  if (file) return { kind: 'file', path: decodeText(file.path, 'path of a ready step'), notEmpty: file.notEmpty };
  throw malformed('a ready step that waits for nothing that we know');
}

function decodeLog({ spawn, spawnIndex, pattern, flags }: NonNullable<ReadyStep__Output['log']>): ReadyCondition {
  if (!isPattern(pattern, flags)) throw malformed('the log of a ready step: expected a regular expression');
  return {
    kind: 'log',
    spawn: boundedText(spawn, KEY_LIMIT, 'spawn of a ready step'),
    spawnIndex,
    pattern: decodeText(pattern, 'pattern of a ready step'),
    flags,
  };
}

function isPattern(pattern: string, flags: string): boolean {
  try {
    return new RegExp(pattern, flags).flags === flags && (flags === '' || flags === 'i');
  } catch {
    return false;
  }
}

function decodeAddress(address: string | undefined): string | null {
  return address === undefined ? null : decodeText(address, 'address of a ready step');
}

function decodePort(port: number): number {
  if (port < 1 || port > MAX_PORT)
    throw malformed(`expected the port of a ready step from 1 to ${MAX_PORT}, got ${port}`);
  return port;
}

function decodeTried(command: string): string {
  const bytes = Buffer.byteLength(command);
  if (bytes > TRIED_COMMAND_LIMIT_BYTES) {
    throw malformed(`expected a command of a ready step of at most ${TRIED_COMMAND_LIMIT_BYTES} bytes, got ${bytes}`);
  }
  return command;
}

function decodeText(text: string, what: string): string {
  return boundedText(text, TEXT_LIMIT, what);
}
