/**
 * What changes a host beyond its processes, and what changes it back, by what it is. Of one kind the first rule that fits
 * a command counts. `{made…}` names a thing that is made: what is done to it goes away with it. `{before}` is whatever was.
 */
export const UNDO_TABLE = {
  'kernel module': [
    'kldload ... {module} ... -> kldunload ... {module} ...',
    'modprobe {module} ... -> modprobe -r ... {module} ... or rmmod ... {module} ...',
    'insmod {module} ... -> rmmod ... {module} ... or modprobe -r ... {module} ...',
  ],
  'network namespace': ['ip netns add {made} -> ip netns del|delete {made} or ip -all netns del|delete'],
  link: [
    'ip link|l add [dev] [name] {made1} ... type veth peer [name] {made2} ... -> ip link|l del|delete|d [dev] {made1} or ip link|l del|delete|d [dev] {made2} or ip netns del|delete ...',
    'ip link|l add ... name {made} ... -> ip link|l del|delete|d [dev] {made} ...',
    'ip link|l add [dev] {made} ... -> ip link|l del|delete|d [dev] {made} ...',
    'ip tuntap add [dev] {made} ... -> ip tuntap del|delete [dev] {made} ... or ip link|l del|delete [dev] {made}',
    'ip tunnel add {made} ... -> ip tunnel del|delete {made} or ip link|l del|delete [dev] {made}',
    'brctl addbr {made} -> brctl delbr {made} or ip link|l del|delete [dev] {made}',
    'ovs-vsctl ... add-br {made} ... -> ovs-vsctl ... del-br {made} ...',
    'wg-quick up {made} -> wg-quick down {made}',
    'ifconfig {made} create ... -> ifconfig {made} destroy',
    'ifconfig {made} plumb ... -> ifconfig {made} unplumb',
  ],
  'member of a bridge': [
    'ifconfig {bridge} addm {link} ... -> ifconfig {bridge} deletem {link} ... or ifconfig {bridge} destroy',
    'ip link|l set [dev] {link} master {bridge} -> ip link|l set [dev] {link} nomaster or ip link|l del|delete [dev] {bridge}',
    'brctl addif {bridge} {link} ... -> brctl delif {bridge} {link} ... or brctl delbr {bridge}',
  ],
  address: [
    'ip addr|address|a add|replace {address} ... dev {link} ... -> ip addr|address|a del|delete|d {address} dev {link} ... or ip addr|address|a del|delete|d {address} ... or ip addr|address|a flush ... {link} ... or ip addr|address|a flush ... to ...',
    'ifconfig {link} [inet] [inet6] [alias] [add] {address} ... -> ifconfig {link} ... -alias or ifconfig {link} ... -alias|delete|remove|unalias|del ... or ifconfig {link} ... {address_before} ... or ifconfig {link} destroy',
  ],
  route: [
    'ip route|r|ro add|append|replace {destination} ... dev {link} ... -> ip route|r|ro del|delete|d {destination} ... or ip route|r|ro flush ... or ip route|r|ro replace {destination} {before} ...',
    'ip route|r|ro add|append|replace {destination} ... -> ip route|r|ro del|delete|d {destination} ... or ip route|r|ro flush ... or ip route|r|ro replace {destination} {before} ...',
    'route add [net] [host] {destination} ... -> route delete|del [net] [host] {destination} ... or route flush ... or route change {destination} ...',
  ],
  'rule of routing': ['ip rule|ru add ... -> ip rule|ru del|delete|d {rule} ... or ip rule|ru del|delete|d|flush ...'],
  neighbour: [
    'ip neigh|n add|replace {address} ... dev {link} ... -> ip neigh|n del|delete {address} dev {link} or ip neigh|n del|delete|flush ...',
    'arp -s {host} ... -> arp -d {host} or arp -d ...',
  ],
  'IPsec state': [
    'ip xfrm|x state|policy add ... -> ip xfrm|x state|policy del|delete|flush|deleteall ...',
    'setkey ... -f {file} ... -> setkey ... -F ... or setkey ... -f {before} ...',
  ],
  queue: [
    'tc qdisc add|replace [dev] {link} ... -> tc qdisc del|delete [dev] {link} ...',
    'ipfw ... pipe|queue {number} config ... -> ipfw ... pipe|queue {number} delete or ipfw ... pipe|queue flush or ipfw ... flush or dnctl ... flush',
    'dnctl ... pipe|queue {number} config ... -> dnctl ... pipe|queue {number} delete or dnctl ... flush',
  ],
  MTU: [
    'ip link|l set [dev] {link} mtu {number} ... -> ip link|l set [dev] {link} mtu {before} ...',
    'ifconfig {link} ... mtu {number} ... -> ifconfig {link} ... mtu {before} ... or ifconfig {link} destroy',
  ],
  'feature of a network card': [
    'ethtool -K {link} ... -> ethtool -K {link} {before} ...',
    'ethtool -G {link} ... -> ethtool -G {link} {before} ...',
    'ethtool -L {link} ... -> ethtool -L {link} {before} ...',
    'ethtool -C {link} ... -> ethtool -C {link} {before} ...',
    'ethtool -A {link} ... -> ethtool -A {link} {before} ...',
  ],
  'setting of the kernel': [
    'sysctl ... {name}={value} ... -> sysctl ... {name}={before} ... or sysctl ... --system ... or sysctl ... -p ...',
    'echo|printf ... > /proc/sys/{name} -> echo|printf {before} > /proc/sys/{name} or sysctl ... {other}={before} ...',
    'sysrc ... {name}={value} ... -> sysrc ... {name}={before} ... or sysrc -x ... {name} ...',
    'setenforce {value} -> setenforce {before}',
  ],
  'packet filter': [
    'pfctl ... -e ... -> pfctl -d ... or pfctl ... -d ... or service pf stop|onestop or kldunload pf',
    'pfctl ... -E ... -> pfctl -X ... or pfctl ... -X ... or pfctl ... -d ...',
  ],
  'rule set of pf': [
    'pfctl ... -f {rules} ... -> pfctl -F all or pfctl ... -F ... or pfctl ... -f {before} ... or pfctl ... -d ... or service pf stop|onestop|restart or kldunload pf',
  ],
  'rule of ipfw': [
    'ipfw ... add ... -> ipfw ... delete {rule} or ipfw ... delete ... or ipfw ... flush ... or kldunload ipfw or ipfw {before}',
    'ipfw ... table {made} create ... -> ipfw ... table {made} destroy or ipfw ... table all destroy',
  ],
  'rule of iptables': [
    'iptables|ip6tables ... -t {table} ... -A|-I|--append|--insert {chain} ... -> iptables|ip6tables ... -t {table} ... -F|--flush ... or iptables|ip6tables ... -t {table} ... -D|--delete {chain} ... or iptables|ip6tables ... -F|--flush ... -t {table} ... or iptables-restore ... or ip6tables-restore ... or iptables|ip6tables ... -D|--delete {chain} ... -t {table} ... or nft flush ruleset',
    'iptables|ip6tables ... -A|-I|--append|--insert {chain} ... -> iptables|ip6tables -F|--flush or iptables|ip6tables ... -D|--delete {chain} ... or iptables|ip6tables ... -F|--flush {chain} ... or iptables-restore ... or ip6tables-restore ... or nft flush ruleset',
    'iptables|ip6tables ... -P|--policy {chain} {policy} -> iptables|ip6tables ... -P|--policy {chain} {before} or iptables-restore ... or ip6tables-restore ...',
  ],
  'rule of nftables': [
    'nft ... add|create table {family} {made} -> nft ... delete|destroy table {family} {made} or nft flush ruleset',
    'nft ... add|create table {made} -> nft ... delete|destroy table {made} or nft flush ruleset',
    'nft ... add|insert rule|chain|set|map|element {family} {table} ... -> nft ... delete|destroy {object} {family} {table} ... or nft ... delete|destroy|flush ... {table} ... or nft ... -f {before} or nft flush ruleset',
    'nft ... -f {rules} -> nft flush ruleset or nft ... delete|destroy table ... or nft ... -f {before} or systemctl stop|restart nftables',
  ],
  mount: [
    'mount ... -o remount|remount,{options} ... {directory} -> mount ... -o remount,{before}|remount ... {directory} or umount ... {directory}',
    'mount|mount_nullfs|mount_nfs|mount_unionfs|mount_smbfs|mount.nfs ... {device} {directory} -> umount ... {directory} or umount ... {device} or umount -a ...',
    'mdconfig ... -a ... -> mdconfig ... -d ... -u {unit} or mdconfig ... -d ...',
    'swapon ... {device} -> swapoff ... {device} or swapoff -a',
    'swapoff ... {device} -> swapon ... {device} or swapon -a',
    'losetup {device} {file} -> losetup -d {device} or losetup -D',
  ],
  'file system': [
    'zfs create ... {made} -> zfs destroy ... {made}',
    'zpool create ... {made} ... -> zpool destroy ... {made}',
    'zpool import {made} -> zpool export {made}',
  ],
  service: [
    'service {service} start|onestart|forcestart|quietstart -> service {service} stop|onestop|forcestop|quietstop',
    'service {service} stop|onestop|forcestop -> service {service} start|onestart|forcestart|restart|onerestart',
    'systemctl start {service} -> systemctl stop|kill {service}',
    'systemctl stop {service} -> systemctl start|restart {service}',
    'rc-service {service} start -> rc-service {service} stop',
    '/etc/init.d/{service} start -> /etc/init.d/{service} stop or service {service} stop',
    '/etc/rc.d/{service} start|onestart -> /etc/rc.d/{service} stop|onestop or service {service} stop|onestop',
    '/usr/local/etc/rc.d/{service} start|onestart -> /usr/local/etc/rc.d/{service} stop|onestop or service {service} stop|onestop',
  ],
  'jail or container': [
    'jail ... -c ... name={made} ... -> jail -r|-R ... {made}',
    'jail ... -c {made} -> jail ... -r|-R {made}',
    'docker|podman run ... --name {made} ... -> docker|podman rm|stop|kill ... {made} ...',
    'docker|podman network create ... {made} -> docker|podman network rm ... {made} ...',
  ],
  'configuration file': [
    'cp|install|mv ... /etc/{file} -> cp|mv|install {before} ... /etc/{file} or rm ... /etc/{file} ... or mv /etc/{file} ...',
    'cp|install|mv ... /usr/local/etc/{file} -> cp|mv|install {before} ... /usr/local/etc/{file} or rm ... /usr/local/etc/{file} ...',
    'echo|printf|cat|sed ... > /etc/{file} -> cp|mv|install {before} ... /etc/{file} or rm ... /etc/{file} ...',
  ],
  'netmap port': [
    'vale-ctl|valectl ... -h {port} -> vale-ctl|valectl ... -d {port}',
    'vale-ctl|valectl ... -a {port} -> vale-ctl|valectl ... -d {port}',
  ],
  device: ['devctl detach {device} -> devctl attach {device}'],
} as const satisfies Record<string, readonly string[]>;
