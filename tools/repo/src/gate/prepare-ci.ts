import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { execa } from 'execa';
import { canInstall } from './skips.ts';

/** Programs that tests use when they are there, and the Debian package that brings each. */
const PROGRAMS: Readonly<Record<string, string>> = {
  busybox: 'busybox',
  chromium: 'chromium',
  ip: 'iproute2',
  iperf3: 'iperf3',
  junitparser: 'junitparser',
  ksh93: 'ksh93u+m',
  ministat: 'ministat',
  mksh: 'mksh',
  nft: 'nftables',
  openssl: 'openssl',
  ping: 'iputils-ping',
  ps: 'procps',
  python3: 'python3',
  xmllint: 'libxml2-utils',
  yash: 'yash',
};

/**
 * Installs what tests would otherwise skip for want of, on a CI machine that is Debian and where we are root; elsewhere
 * does nothing. A failure to install is said and is not the end: the tests that lack something will name it.
 */
export async function prepareCi(print: (line: string) => void): Promise<void> {
  if (!canInstall()) return;
  const packages = Object.entries(PROGRAMS).flatMap(([program, name]) => (isInPath(program) ? [] : [name]));
  if (packages.length === 0) return;
  print(`installing ${packages.join(', ')}`);
  const options = { reject: false, stdin: 'ignore', all: true, env: { DEBIAN_FRONTEND: 'noninteractive' } } as const;
  await execa('apt-get', ['update', '--quiet'], options);
  const installed = await execa(
    'apt-get',
    ['install', '--yes', '--quiet', '--no-install-recommends', ...packages],
    options,
  );
  if (installed.failed) print(`could not install ${packages.join(', ')}: ${installed.all.trim()}`);
}

function isInPath(program: string): boolean {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.some((folder) => existsSync(join(folder, program)));
}
