/*
 * Tries the guarantees: `pnpm prove` all of them, `pnpm prove 1 5 --n 200` two of them two hundred times. Prints one line
 * per trial as it ends, then the table; the last line says where it stands as JSON. Exit code 1 when one did not hold; 130, 143, 129
 * when it was interrupted, and has cleaned up.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { writeReport } from '@conductor/lab';
import type { GuaranteeTrial } from './src/guarantee.ts';
import { GUARANTEES } from './src/guarantees.ts';
import { intoDocument } from './src/into-document.ts';
import type { PlannedTrial } from './src/plan-trials.ts';
import type { Proof } from './src/proof.ts';
import { type ProofReport, startReport } from './src/proof-report.ts';
import { proofTable } from './src/proof-table.ts';
import { type Progress, proveGuarantees } from './src/prove-guarantees.ts';
import { type ProveRequest, readArguments } from './src/read-arguments.ts';

const USAGE_EXIT = 2;
/** The shell's 128 + signal. */
const SIGNAL_EXITS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const request = readArguments(
    args,
    GUARANTEES.map(({ number }) => number),
  );
  switch (request.kind) {
    case 'usage':
      console.error(`prove: ${request.usage}`);
      return USAGE_EXIT;
    case 'document':
      return writeDocument(request.json, request.document);
    case 'prove':
      return await prove(request);
    default:
      return request satisfies never;
  }
}

async function prove(request: ProveRequest): Promise<number> {
  const report = startReport(request);
  console.log(`seed ${request.seed}, ${request.jobs} side by side`);
  const stop = new AbortController();
  const interruptedBy = stopBySignal(stop);
  const proofs = await proveWanted(request, stop.signal);
  console.log(`\n${proofTable(proofs)}`);
  for (const { number, failures } of proofs) {
    for (const { trialIndex, seed, failure } of failures) {
      console.log(`\nguarantee ${number}, trial ${trialIndex} (seed ${seed}): ${failure}`);
    }
  }
  console.log(`\n${writeReport(request.json, report(proofs))}`);
  return interruptedBy() ?? (proofs.some(({ failures }) => failures.length > 0) ? 1 : 0);
}

/**
 * A signal cuts short what is under way, which cleans up after itself. Heard as often as it comes: a process in which nobody listens to
 * a signal any more is ended by it, in the midst of its cleaning. Returns what to exit with then, `null` while none came.
 */
function stopBySignal(stop: AbortController): () => number | null {
  let exitCode: number | null = null;
  for (const [signal, code] of Object.entries(SIGNAL_EXITS)) {
    process.on(signal, () => {
      exitCode ??= code;
      stop.abort(new Error(signal));
    });
  }
  return () => exitCode;
}

async function proveWanted({ guarantees, n, seed, jobs }: ProveRequest, signal: AbortSignal): Promise<Proof[]> {
  const wanted = GUARANTEES.filter(({ number }) => guarantees.length === 0 || guarantees.includes(number));
  const onTrial = (...trial: Parameters<typeof line>) => console.log(line(...trial));
  return await proveGuarantees(wanted, { n, seed, jobs, onTrial }, signal);
}

function line({ guarantee, trialIndex }: PlannedTrial, trial: GuaranteeTrial, { over, all }: Progress): string {
  const { failure, worstMs, hit } = trial;
  const verdict = failure === null ? 'holds' : `FAILS: ${failure}`;
  const place = `${String(over).padStart(String(all).length)}/${all}  ${guarantee.number}  trial ${trialIndex}`;
  return `${place}  ${(worstMs / 1000).toFixed(2)} s  ${verdict}${hit ? '' : ' (nothing was hit)'}`;
}

function writeDocument(json: string, document: string): number {
  const report: ProofReport = JSON.parse(readFileSync(json, 'utf8'));
  writeFileSync(document, intoDocument(report, readFileSync(document, 'utf8')));
  return 0;
}
