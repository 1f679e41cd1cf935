import { execaSync } from 'execa';

/** A tool that others use for the same, with the package that brings it. */
export interface Peer {
  readonly program: string;
  readonly debianPackage: string;
}

/** The tools that figures are compared with, where they are installed. */
export const PEERS = {
  sshd: { program: '/usr/sbin/sshd', debianPackage: 'openssh-server' },
  ssh: { program: 'ssh', debianPackage: 'openssh-client' },
  clush: { program: 'clush', debianPackage: 'clustershell' },
  pdsh: { program: 'pdsh', debianPackage: 'pdsh' },
  ansible: { program: 'ansible', debianPackage: 'ansible-core' },
  rsync: { program: 'rsync', debianPackage: 'rsync' },
} as const satisfies Record<string, Peer>;

/** Why some of these cannot be compared with here, naming the packages to install; `null` when all can. */
export function whyNoPeers(...peers: readonly Peer[]): string | null {
  const missing = peers.filter(({ program }) => !isInstalled(program));
  if (missing.length === 0) return null;
  const packages = missing.map(({ debianPackage }) => debianPackage).join(' ');
  return `${missing.map(({ program }) => program).join(', ')} not installed: apt-get install ${packages}`;
}

function isInstalled(program: string): boolean {
  return !execaSync('/bin/sh', ['-c', 'command -v "$1"', 'sh', program], { reject: false }).failed;
}
