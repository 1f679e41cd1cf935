import type { StateChange } from '@conductor/types';

/** Each says something of its own. */
export function everyChange(changes: readonly StateChange[]): readonly StateChange[] {
  return changes;
}

/** A name belongs to every name that it begins with: of a table that was left behind, nobody wants to read the rules. */
export function outermost(changes: readonly StateChange[]): readonly StateChange[] {
  const whole = new Set(changes.filter(isWhole).map(({ subject }) => subject));
  return changes.filter(({ subject }) => {
    for (let end = subject.indexOf(' '); end !== -1; end = subject.indexOf(' ', end + 1)) {
      if (whole.has(subject.slice(0, end))) return false;
    }
    return true;
  });
}

function isWhole({ before, after }: StateChange): boolean {
  return before === null || after === null;
}

/** What Linux sets by itself when another is set. */
const FOLLOWERS = [
  { of: 'net.ipv4.ip_forward', names: /^net\.ipv4\.conf\..*\.(forwarding|accept_redirects)$/ },
  { of: 'net.ipv6.conf.all.forwarding', names: /^net\.ipv6\.conf\.(?!all\.).*\.forwarding$/ },
  { of: 'net.ipv6.conf.all.disable_ipv6', names: /^net\.ipv6\.conf\.(?!all\.).*\.disable_ipv6$/ },
];

/** Who turns forwarding on has set one thing, whatever the kernel makes of it. */
export function withoutFollowers(changes: readonly StateChange[]): readonly StateChange[] {
  const changed = new Set(changes.map(({ subject }) => subject));
  const followers = FOLLOWERS.filter(({ of }) => changed.has(of));
  return changes.filter(({ subject }) => !followers.some(({ names }) => names.test(subject)));
}
