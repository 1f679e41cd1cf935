import { describe, expect, it } from 'vitest';
import { loadRules } from '../../src/index.ts';
import { COORDINATOR, parseMarked } from '../support/marked-test.ts';

const rules = await loadRules();

/** What is left on a host, as its suggestions, when a command of Startup and one of Reset have run. */
function left(startup: string, reset: string): string[] {
  return findingsOf(startup, reset).map(({ suggestion = '' }) => suggestion.replace(/^a step in \[Reset\](?:: )?/, ''));
}

function findingsOf(startup: string, reset: string) {
  const dut = `${COORDINATOR}[Startup]\nstep1: ${startup}\n[Run]\n[Collect]\n[Reset]\nstep1: ${reset}\n`;
  return parseMarked({ dut }, { rules }).diagnostics.filter(({ code }) => code === 'reset-symmetry');
}

describe('what Reset undoes', () => {
  it.each([
    ['kldload -n /boot/modules/if_bridge.ko', 'kldunload if_bridge'],
    ['ifconfig bridge create', 'ifconfig bridge0 destroy'],
    ['ifconfig ix0 inet alias 10.0.0.1/24', 'ifconfig ix0 10.0.0.1 delete'],
    ['ip a add 10.0.0.1/24 dev eth0', 'ip address flush dev eth0'],
    ['ip link add link eth0 name eth0.5 type vlan id 5; ip addr add 10.5.0.1/24 dev eth0.5', 'ip link del eth0.5'],
    ['route -n add -inet6 default fe80::1', 'route delete -inet6 default'],
    ['ip -6 route add default via fe80::1 dev eth0', 'ip -6 r d default'],
    ['sysctl -w a.b=1 c.d=2', 'sysctl -w c.d=1 a.b=0'],
    ['sudo sysctl a.b=1', 'sudo -n /sbin/sysctl a.b=0'],
    ['pfctl -ef /etc/pf.conf', 'pfctl -d'],
    ['iptables -w -t nat -I POSTROUTING 1 -j MASQUERADE', 'iptables -t nat -D POSTROUTING 1'],
    ['tc qdisc replace dev eth0 root netem delay 1ms', 'tc qdisc del dev eth0 root'],
    ['mount -t nfs -o ro a:/b /mnt', 'umount -f /mnt'],
    ['service pf onestart', 'service pf onestop'],
    ['systemctl stop chronyd', 'systemctl start chronyd'],
    ['ip netns add a; ip -n a route add default via 10.0.0.1', 'ip netns del a'],
    ['jail -c name=a persist; jexec a ifconfig lo0 127.0.0.1/8', 'jail -r a'],
    ['mount /dev/da0 /mnt && cp /mnt/x /tmp && umount /mnt', 'true'],
    ['kldload $MODULE', 'kldunload $MODULE'],
    ['kldload pf', './everything-back.sh'],
    ['cp pf.conf /etc/pf.conf', 'mv /etc/pf.conf.orig /etc/pf.conf'],
    ['ip rule add from 10.0.0.1 table 5', 'ip rule flush'],
    ['mount -o remount,ro /a', 'mount -o remount /a'],
    ['mdconfig -a -t swap -s 1m -u 3', 'mdconfig -d -u 3'],
    ['nft add rule ip t c accept', 'nft flush table ip t'],
  ])('of %s is done by %s', (startup, reset) => expect(left(startup, reset)).toEqual([]));
});

describe('what Reset does not undo', () => {
  it.each([
    ['kldload pf', 'kldunload ipfw', 'kldunload pf'],
    ['ip addr add 10.0.0.1/24 dev eth0', 'ip addr del 10.0.0.2/24 dev eth0', 'ip addr del 10.0.0.1/24 dev eth0'],
    ['sysctl a.b=1', 'sysctl a.c=0', ', with BEFORE filled in: sysctl a.b=BEFORE'],
    ['iptables -t nat -A POSTROUTING -j MASQUERADE', 'iptables -F', 'iptables -t nat -F'],
    ['ip netns exec a sysctl b=1', 'sysctl b=0', ', with BEFORE filled in: ip netns exec a sysctl b=BEFORE'],
    ['ip netns exec "$N" iptables -A INPUT -j DROP', 'iptables -F', 'ip netns exec "$N" iptables -F'],
    ['ip -n a link add b type dummy', 'ip link del b', 'ip netns exec a ip link del b'],
    ["sudo jexec j sh -c 'ip netns exec a kldload pf'", 'kldunload pf', 'jexec j ip netns exec a kldunload pf'],
    ['jexec j ip netns exec a kldload pf', 'ip netns exec a kldunload pf', 'jexec j ip netns exec a kldunload pf'],
    ['jexec a kldload pf', 'ip netns exec a kldunload pf', 'jexec a kldunload pf'],
    [
      "ip netns exec a sh -c 'echo 1 > /proc/sys/net/b'",
      'true',
      ", with BEFORE filled in: ip netns exec a sh -c 'echo BEFORE > /proc/sys/net/b'",
    ],
    ['mount -t tmpfs tmpfs /mnt/a', 'umount /mnt/b', 'umount /mnt/a'],
    ['service a start', 'service b stop', 'service a stop'],
    ['sysctl a=1; sysctl a=2', 'true', ', with BEFORE filled in: sysctl a=BEFORE'],
    ['ip link add a type dummy', 'ip link set a down', 'ip link del a'],
    ["ifconfig 'vlan(2)' create", 'true', "ifconfig 'vlan(2)' destroy"],
    ['ifconfig "vlan$(cat /tmp/n)" create', 'true', 'ifconfig "vlan$(cat /tmp/n)" destroy'],
    ['ifconfig vlan$i create', 'true', 'ifconfig vlan$i destroy'],
    ['mount -t nfs a:/b "/mnt/it\'s"', 'true', 'umount "/mnt/it\'s"'],
    ['mount /dev/da0 /mnt/my\\ disk', 'true', 'umount /mnt/my\\ disk'],
    ['sh -c "ip link add \'a;b\' type dummy"', 'true', "ip link del 'a;b'"],
    ['sh -c "ip link add \\"a;b\\" type dummy"', 'true', 'ip link del "a;b"'],
    ["sh -c 'ip link add $1 type dummy' sh '$1'", 'true', 'ip link del $1'],
    ["jail -c name='$(reboot)' persist", 'true', "jail -r '$(reboot)'"],
    ['jail -c name="$(hostname) 2" persist', 'true', 'jail -r "$(hostname) 2"'],
    ['jail -c name=\\$x persist', 'true', "jail -r '$x'"],
    ['ip rule add from 10.0.0.1 table 5', 'true', ', with RULE filled in: ip rule del RULE'],
    ['ip neigh add 10.0.0.1 lladdr 2:0:0:0:0:1 dev a', 'true', 'ip neigh del 10.0.0.1 dev a'],
    ['arp -s 10.0.0.1 2:0:0:0:0:1', 'true', 'arp -d 10.0.0.1'],
    ['ipfw add 5 allow ip from any to any', 'true', ', with RULE filled in: ipfw delete RULE'],
    ['nft add rule ip t c accept', 'true', ', with OBJECT filled in: nft delete OBJECT ip t'],
    ['mdconfig -a -t swap -s 1m', 'true', ', with UNIT filled in: mdconfig -d -u UNIT'],
    ['mount -o remount,ro /a', 'true', ', with BEFORE filled in: mount -o remount,BEFORE /a'],
    ["sysctl 'a.b c=1'", 'true', ", with BEFORE filled in: sysctl 'a.b c=BEFORE'"],
    ["cp x '/etc/a b'", 'true', ", with BEFORE filled in: cp BEFORE '/etc/a b'"],
    ['echo 1 > /proc/sys/net/a', 'true', ', with BEFORE filled in: echo BEFORE > /proc/sys/net/a'],
  ])('of %s by %s', (startup, reset, expected) => expect(new Set(left(startup, reset))).toEqual(new Set([expected])));

  it('is quoted with the namespace or jail in which it was made', () => {
    const made = ['ip netns exec "$N" kldload pf', 'jexec j sysctl a=1'];
    expect(made.flatMap((one) => findingsOf(`sudo ${one}`, 'true')).map(({ found }) => found)).toEqual(made);
  });

  it.each([
    'sysctl a.b',
    'ip addr show',
    'ifconfig ix0',
    'pfctl -sr',
    'iptables -L -n',
    'mount',
    'kldstat -n pf',
    'ip route get 1.1.1.1',
  ])('is nothing of what only looks: %s', (startup) => expect(left(startup, 'true')).toEqual([]));
});
