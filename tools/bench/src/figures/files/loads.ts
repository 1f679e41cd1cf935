import { dirname } from 'node:path';
import type { Ground } from '../../ground/ground.ts';
import { makeFile, makeFiles } from '../../ground/make-files.ts';
import { PEERS, whyNoPeers } from '../../peers/peer.ts';
import { sizeText } from '../../result/figure-text.ts';
import type { Load, Rival } from './load.ts';

const GB = 1_000_000_000;
const MB = 1_000_000;
const KB = 1_000;

/** What is fetched: one large file, ten hosts with one each, and very many small ones. */
export function loadsOf({ isQuick }: Pick<Ground, 'isQuick'>): readonly Load[] {
  const large = isQuick ? 8 * MB : GB;
  const medium = isQuick ? MB : 100 * MB;
  const count = isQuick ? 50 : 10_000;
  const hosts = isQuick ? 2 : 10;
  return [
    {
      name: 'one-large',
      what: `fetch ${sizeText(large)} with TLS, 1 host`,
      hosts: 1,
      bytesEach: large,
      make: (folder) => makeFile(folder, large),
      rivals: [scp('scp', 1, [])],
    },
    {
      name: 'many-hosts',
      what: `fetch ${hosts} × ${sizeText(medium)} with TLS, ${hosts} hosts`,
      hosts,
      bytesEach: medium,
      make: (folder) => makeFile(folder, medium),
      rivals: [CLUSH],
    },
    {
      name: 'many-small',
      what: `fetch ${count.toLocaleString('en-US')} files of 1 KB with TLS, 1 host`,
      hosts: 1,
      bytesEach: count * KB,
      make: (folder) => makeFiles(folder, count, KB),
      rivals: [scp('scp -r', 3, ['-r']), RSYNC],
    },
  ];
}

function scp(against: string, bound: number, options: readonly string[]): Rival {
  return {
    name: 'scp',
    against,
    bound,
    whyNot: () => null,
    fetch: async ({ config, hosts: [host], run }, pattern, target) => {
      const source = options.length === 0 ? pattern : dirname(pattern);
      await run(['scp', '-q', '-F', config, ...options, `${host}:${source}`, target]);
    },
  };
}

const CLUSH: Rival = {
  name: 'clush',
  against: 'clush --rcopy',
  bound: 2,
  whyNot: () => whyNoPeers(PEERS.clush),
  fetch: async ({ config, hosts, run }, pattern, target) => {
    const [first, last] = [hosts[0], hosts.at(-1)?.slice(1)];
    const nodes = hosts.length === 1 ? `${first}` : `b[1-${last}]`;
    await run(['clush', '-S', '-w', nodes, '-f', '100', '-o', `-F ${config}`, '--rcopy', pattern, '--dest', target]);
  },
};

const RSYNC: Rival = {
  name: 'rsync',
  against: 'rsync --fsync',
  bound: 1,
  whyNot: () => whyNoPeers(PEERS.rsync),
  fetch: async ({ config, hosts: [host], run }, pattern, target) => {
    await run(['rsync', '-a', '--fsync', '-e', `ssh -F ${config}`, `${host}:${dirname(pattern)}/`, target]);
  },
};
