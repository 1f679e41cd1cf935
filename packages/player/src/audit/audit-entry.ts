import type { Outcome, ResetState, RunRef, StepId, TrialRef } from '@conductor/types';

/** What the audit log of a player tells. Secrets and environments are in none of it. */
export type AuditEntry =
  | PlayerAuditEntry
  | CallerAuditEntry
  | HolderAuditEntry
  | TrialAuditEntry
  | CallerListAuditEntry
  | LogAuditEntry;

/** The life of the player. */
export type PlayerAuditEntry =
  | {
      readonly kind: 'player-started';
      /** `root@dut (pid 4711)`. */
      readonly self: string;
      readonly version: string;
      readonly bootId: string;
      /** How the life before this one ended: `killed` is any end that the player did not see coming. */
      readonly before: 'none' | 'ended' | 'killed';
    }
  | {
      readonly kind: 'player-listens';
      readonly host: string;
      readonly port: number;
      /** Of its certificate; `null` where no lab has enrolled it. */
      readonly identity: string | null;
      /** What callers from beyond this host have to show, or on loopback all: nothing is `--insecure-network`. */
      readonly demands: 'token' | 'certificate' | 'nothing';
      /** The only address that may command from beyond this host; `null` is any. */
      readonly allowedConductor: string | null;
    }
  | { readonly kind: 'player-ended'; readonly reason: string };

/** Who calls. */
export interface AuditCaller {
  /** What it calls itself. */
  readonly name: string;
  /** Numeric address and port. */
  readonly address: string;
  /** `conductor://lab/conductor/bench1`, by its certificate; `null` on a connection without TLS. */
  readonly identity: string | null;
  /** Of that certificate. */
  readonly fingerprint: string | null;
}

/** Calls, from anybody. What comes in crowds is counted, so that a stranger pushes nothing out of the log. */
export type CallerAuditEntry =
  | ({ readonly kind: 'caller-greeted'; readonly role: 'conductor' | 'collector' } & AuditCaller)
  | { readonly kind: 'caller-refused'; readonly reason: string }
  /** More callers of that kind than are told one by one. */
  | {
      readonly kind: 'callers-counted';
      readonly what: 'greeted' | 'refused';
      readonly count: number;
      readonly since: string;
    };

/** Who holds the player. */
export type HolderAuditEntry =
  | ({
      readonly kind: 'player-claimed' | 'run-taken-over' | 'run-continued';
      readonly run: RunRef;
      readonly player: string;
      readonly test: string;
    } & AuditCaller)
  | { readonly kind: 'conductor-lost'; readonly run: RunRef; readonly cause: string }
  | { readonly kind: 'player-freed'; readonly run: RunRef };

/** Which trial, and what of it. */
export interface AuditTrial {
  readonly run: RunRef;
  readonly trial: TrialRef;
}

/** What a step is to do; empty where the file of the trial was damaged before a guardian ran it. */
export interface AuditWork {
  readonly step: StepId;
  readonly key: string;
  /** What the shell runs, or the pattern of the files that are fetched. */
  readonly command: string;
  /** As whom. */
  readonly user: string;
}

/** What is run on the host. */
export type TrialAuditEntry = AuditTrial &
  (
    | ({ readonly kind: 'step-armed' } & AuditWork)
    | {
        readonly kind: 'step-ended';
        readonly step: StepId;
        readonly outcome: Outcome;
        readonly durationMs: number;
      }
    /** A guardian ran a step of Reset, and this is told by the player that started next. */
    | ({
        readonly kind: 'guardian-ran';
        /** When it ended, by the wall clock of the host. */
        readonly ended: string;
        readonly outcome: Outcome;
        readonly durationMs: number;
      } & AuditWork)
    /** The host is looked at, to compare it after Reset with before Startup; `commands` are those of the test. */
    | {
        readonly kind: 'host-looked-at';
        readonly moment: 'before' | 'after';
        readonly commands: readonly string[];
        readonly user: string;
      }
    | { readonly kind: 'trial-stopped'; readonly reason: string }
    | { readonly kind: 'trial-closed'; readonly reset: ResetState }
    /** The player that started next has brought to its end what a dead one left. */
    | { readonly kind: 'trial-recovered'; readonly cause: string; readonly reset: ResetState }
  );

/** Who may command this player. */
export type CallerListAuditEntry =
  /** At the start of a player that obeys anybody by certificate. */
  | { readonly kind: 'callers-listed'; readonly obeyed: readonly string[] }
  | {
      readonly kind: 'caller-allowed' | 'caller-revoked';
      /** By identity. */
      readonly who: string;
      /** Who asked for it: an identity, or the user of this host; `null` where a file was changed and does not tell. */
      readonly by: string | null;
    }
  | {
      readonly kind: 'certificate-revoked';
      readonly who: string;
      readonly fingerprint: string;
      readonly by: string;
    };

/** What the log tells of itself. */
export type LogAuditEntry =
  /** So many records could not be written, from that time until now. */
  | { readonly kind: 'gap'; readonly missed: number; readonly since: string; readonly reason: string }
  /** The end of a segment that is no record: what a power cut left of the last ones. */
  | { readonly kind: 'torn'; readonly segment: string; readonly bytes: number; readonly sha256: string }
  /** The chain ends before the record that the head names; `head` is null where there is no head that can be read. */
  | { readonly kind: 'tail-lost'; readonly head: ChainEnd | null; readonly found: ChainEnd }
  /** Somebody took the segment away while it was written to. */
  | { readonly kind: 'segment-lost'; readonly segment: string }
  /** Records up to this one are kept no longer. */
  | { readonly kind: 'segments-removed'; readonly reason: 'age' | 'size'; readonly through: ChainEnd };

/** Where a chain ends. */
export interface ChainEnd {
  /** Number of the last record; 0 when there is none. */
  readonly seq: number;
  /** Its hash, in hexadecimal; zeros when there is none. */
  readonly hash: string;
}
