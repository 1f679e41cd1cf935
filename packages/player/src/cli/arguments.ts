import type { ChainEnd } from '../audit/audit-entry.ts';
import type { Loudness } from './output.ts';

/** What a person may say to every command of a player. */
export interface PlayerArguments {
  /** The player file; `null` when none is named. */
  readonly file: string | null;
  readonly host: string | null;
  readonly port: number | null;
  readonly logFile: string | null;
  readonly loudness: Loudness;
  readonly insecureNetwork: boolean;
  readonly stateFolder: string | null;
  readonly passedVariables: readonly string[];
  /** The user that steps run as; `null` is the player's own. */
  readonly runAs: string | null;
}

/** Run a player. */
export interface RunArguments extends PlayerArguments {
  readonly kind: 'run';
}

/** List what is kept in a state folder, or remove a run from it. */
export interface SpoolArguments extends PlayerArguments {
  readonly kind: 'spool';
  /** `null` lists. */
  readonly remove: Removal | null;
  readonly format: OutputFormat;
}

/** A run that is to be removed. */
export interface Removal {
  readonly runId: string;
  /** A person says that the host is in order, also where its Reset is owed. */
  readonly isSettled: boolean;
}

/** Say what a player would find on this host. */
export interface DoctorArguments extends PlayerArguments {
  readonly kind: 'doctor';
  readonly format: OutputFormat;
}

/** Print the audit log of a player. */
export interface AuditArguments extends PlayerArguments {
  readonly kind: 'audit';
  /** Records from then on; `null` is all. */
  readonly since: Date | null;
  readonly format: OutputFormat;
}

/** Say whether an audit log is as its player wrote it. */
export interface VerifyAuditArguments extends PlayerArguments {
  readonly kind: 'verify-audit';
  /** A record that has to be in it; `null` where none was noted. */
  readonly anchor: ChainEnd | null;
  readonly format: OutputFormat;
}

/** Show the code by which a conductor enrolls the player, and wait until it has. */
export interface EnrollArguments extends PlayerArguments {
  readonly kind: 'enroll';
  /** What the lab is to call the player; `null` takes the name of the file, else of the host. */
  readonly name: string | null;
}

/** List whom the player obeys, or change that. */
export interface CallersArguments extends PlayerArguments {
  readonly kind: 'callers';
  /** Identities to allow, and to revoke. */
  readonly allow: readonly string[];
  readonly revoke: readonly string[];
  readonly format: OutputFormat;
}

/** How a command prints what it found. */
export type OutputFormat = 'text' | 'json';

/** Help or the version was asked for, and has been printed by the parser's caller. */
export interface PrintedText {
  readonly kind: 'print';
  readonly text: string;
}

/** What was asked for on the command line. */
export type CommandLine =
  | RunArguments
  | SpoolArguments
  | DoctorArguments
  | EnrollArguments
  | CallersArguments
  | AuditArguments
  | VerifyAuditArguments
  | PrintedText;
