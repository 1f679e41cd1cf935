/*
 * Tries the guarantees: `pnpm prove` all of them, `pnpm prove 1 5 --n 200` two of them two hundred times. Prints one line
 * per trial as it ends, then the table; the last line says where it stands as JSON. Exit code 1 when one did not hold.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { execa } from 'execa';
import type { Guarantee, GuaranteeTrial } from './src/guarantee.ts';
import { GUARANTEES } from './src/guarantees.ts';
import { proofTable } from './src/proof-table.ts';
import { type Proof, proveGuarantee } from './src/prove-guarantee.ts';
import { type ProveRequest, readArguments } from './src/read-arguments.ts';

const USAGE_EXIT = 2;

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const request = readArguments(
    args,
    GUARANTEES.map(({ number }) => number),
  );
  if ('usage' in request) {
    console.error(`prove: ${request.usage}`);
    return USAGE_EXIT;
  }
  console.log(`seed ${request.seed}`);
  const proofs = await proveAll(request);
  console.log(`\n${proofTable(proofs)}`);
  for (const { number, failures } of proofs) {
    for (const { trialIndex, seed, failure } of failures) {
      console.log(`\nguarantee ${number}, trial ${trialIndex} (seed ${seed}): ${failure}`);
    }
  }
  console.log(`\n${await writeJson(request, args, proofs)}`);
  return proofs.some(({ failures }) => failures.length > 0) ? 1 : 0;
}

async function proveAll({ guarantees, n, seed }: ProveRequest): Promise<Proof[]> {
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort(new Error('interrupted')));
  process.once('SIGTERM', () => stop.abort(new Error('terminated')));
  const wanted = GUARANTEES.filter(({ number }) => guarantees.length === 0 || guarantees.includes(number));
  const proofs: Proof[] = [];
  for (const guarantee of wanted) {
    const onTrial = (...trial: Parameters<typeof line>) => console.log(line(...trial));
    proofs.push(await proveGuarantee(guarantee, { n, seed, onTrial }, stop.signal));
  }
  return proofs;
}

function line({ number }: Guarantee, trialIndex: number, { failure, worstMs, hit }: GuaranteeTrial): string {
  const verdict = failure === null ? 'holds' : `FAILS: ${failure}`;
  return `${number}  trial ${trialIndex}  ${(worstMs / 1000).toFixed(1)} s  ${verdict}${hit ? '' : ' (nothing was hit)'}`;
}

async function writeJson({ seed, json }: ProveRequest, args: readonly string[], proofs: readonly Proof[]) {
  const { stdout: commit } = await execa('git', ['rev-parse', 'HEAD'], { cwd: import.meta.dirname, reject: false });
  const file = resolve(json);
  mkdirSync(dirname(file), { recursive: true });
  const command = ['pnpm', 'prove', ...args].join(' ');
  writeFileSync(
    file,
    `${JSON.stringify({ date: new Date().toISOString(), commit, command, seed, proofs }, null, 2)}\n`,
  );
  return file;
}
