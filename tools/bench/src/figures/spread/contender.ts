import type { Ground } from '../../ground/ground.ts';
import { PEERS, whyNoPeers } from '../../peers/peer.ts';
import type { Ssh } from '../../peers/ssh.ts';

/** Something else that starts a command on many hosts at once. */
export interface Contender {
  readonly name: string;
  /** How many starts one round has of so many hosts: what takes a second has fewer. */
  readonly starts: (hosts: number) => number;
  /** Conductor's spread is to be at most so many times its spread. */
  readonly bound: (hosts: number) => number | null;
  readonly why: () => string | null;
  /** Starts the command on each host, and waits until all have ended. */
  readonly start: (command: string, hosts: number, ground: Ground, ssh: Ssh | null) => Promise<unknown>;
}

const MANY = 100;
const isMany = (hosts: number) => hosts >= MANY;

/** The floor: one program on one host. */
export const FLOOR: Contender = {
  name: 'floor',
  starts: (hosts) => (isMany(hosts) ? 4 : 20),
  bound: (hosts) => (isMany(hosts) ? 2 : 2.5),
  why: () => null,
  start: (command, hosts, { floor }) => floor.spawnShells(hosts, command),
};

/** Tools that start commands over SSH connections that are open already. */
export const TOOLS: readonly Contender[] = [
  {
    name: 'clush',
    starts: (hosts) => (isMany(hosts) ? 1 : 2),
    bound: (hosts) => (isMany(hosts) ? 1 / 3 : 1 / 2),
    why: () => whyNoPeers(PEERS.clush),
    start: (command, hosts, _, ssh) => {
      const { config, run } = given(ssh);
      return run(['clush', '-q', '-S', '-w', `b[1-${hosts}]`, '-f', String(hosts), '-o', `-F ${config}`, command]);
    },
  },
  {
    name: 'pdsh',
    starts: (hosts) => (isMany(hosts) ? 1 : 2),
    bound: (hosts) => (isMany(hosts) ? 1 / 3 : 1 / 2),
    why: () => whyNoPeers(PEERS.pdsh),
    start: (command, hosts, _, ssh) => {
      const { config, run } = given(ssh);
      const pdsh = ['pdsh', '-S', '-R', 'ssh', '-f', String(hosts), '-w', `b[1-${hosts}]`, command] as const;
      return run(pdsh, { PDSH_SSH_ARGS_APPEND: `-F ${config}` });
    },
  },
  {
    name: 'ansible',
    starts: () => 1,
    bound: (hosts) => (isMany(hosts) ? 1 / 40 : 1 / 15),
    why: () => whyNoPeers(PEERS.ansible),
    start: (command, hosts, { folder }, ssh) => {
      const { config, hosts: names, run } = given(ssh);
      const inventory = `${names.slice(0, hosts).join(',')},`;
      const ansible = ['ansible', 'all', '-i', inventory, '-f', String(hosts), '-m', 'command', '-a', command] as const;
      return run(ansible, {
        ANSIBLE_HOME: `${folder}/ansible`,
        ANSIBLE_SSH_ARGS: `-F ${config}`,
        ANSIBLE_PIPELINING: '1',
        ANSIBLE_PYTHON_INTERPRETER: '/usr/bin/python3',
      });
    },
  },
];

function given(ssh: Ssh | null): Ssh {
  if (ssh === null) throw new Error('a tool that needs SSH was started without it');
  return ssh;
}
