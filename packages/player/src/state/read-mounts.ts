import type { HostEntries } from './host-item.ts';

/** Mounted and unmounted by those who log in, by containers, and by what is mounted when somebody looks. */
const OF_OTHERS =
  /^\/(run\/(user|credentials|docker|containerd|containers|lock)|var\/lib\/(docker|containerd|containers|kubelet|lxcfs)|proc\/sys\/fs\/binfmt_misc|sys\/fs\/cgroup|snap)(\/|$)/;

/** `/proc/self/mountinfo`: what is mounted where, and how. Of several at one place, all. */
export function readMountinfo(text: string): HostEntries {
  const entries = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [own = '', filesystem = ''] = line.split(' - ');
    const [, , , root = '', place, options = ''] = own.split(' ');
    const [type = '', source = ''] = filesystem.split(' ');
    if (place !== undefined) add(entries, plain(place), `${type} ${plain(source)} ${plain(root)} ${options}`);
  }
  return entries;
}

/** `mount -p` of FreeBSD: `/dev/ada0p2 / ufs rw 1 1`. */
export function readFstab(text: string): HostEntries {
  const entries = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [source, place, type, options] = line.trim().split(/\s+/);
    if (place !== undefined) add(entries, place, `${type} ${source} ${options}`);
  }
  return entries;
}

function add(entries: Map<string, string>, place: string, how: string): void {
  if (OF_OTHERS.test(place)) return;
  const before = entries.get(place);
  entries.set(place, before === undefined ? how : [...before.split('; '), how].sort().join('; '));
}

/** Blanks in names are told as `\040`. */
function plain(text: string): string {
  return text.replaceAll(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}
