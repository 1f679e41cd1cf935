import { execaSync } from 'execa';
import { ownedName } from '../owned-name.ts';

let known: { readonly reason: string | null } | undefined;

/**
 * Why no lab can be made here, as the reason of a skipped test; `null` when one can. Reasons that begin with
 * `missing:` go away when a program is installed.
 */
export function whyNoLab(): string | null {
  known ??= { reason: findReason() };
  return known.reason;
}

/** Why no lab can limit a rate here; `null` when one can. */
export function whyNoRateLimit(): string | null {
  return whyNoLab() ?? (isThere('tc', ['-Version']) ? null : 'missing: tc');
}

function findReason(): string | null {
  if (process.platform !== 'linux') return 'network namespaces are of Linux';
  if (process.getuid?.() !== 0) return 'network namespaces need root';
  if (!isThere('ip', ['-Version'])) return 'missing: ip';
  if (!isThere('nsenter', ['--version'])) return 'missing: nsenter';
  return whyNoNamespace();
}

/** Containers often have root and `ip`, and yet may not make a namespace: only trying tells. */
function whyNoNamespace(): string | null {
  const namespace = `${ownedName()}-trial`;
  const made = execaSync('ip', ['netns', 'add', namespace], { reject: false });
  if (made.failed) return `this machine gives no network namespace: ${made.stderr}`;
  const link = ['-netns', namespace, 'link', 'add', 'eth0', 'type', 'veth', 'peer', 'name', 'eth1'];
  const linked = execaSync('ip', link, { reject: false });
  execaSync('ip', ['netns', 'delete', namespace], { reject: false });
  return linked.failed ? `this machine gives no veth: ${linked.stderr}` : null;
}

function isThere(program: string, args: readonly string[]): boolean {
  return !execaSync(program, args, { reject: false }).failed;
}
