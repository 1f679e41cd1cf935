/** Programs of FreeBSD and Linux, and of those who test networks: what somebody who mistypes was likely to mean. */
export const KNOWN_PROGRAMS: ReadonlySet<string> = new Set(
  `ab alias arp arping ansible awk base64 basename bash bc bg bird birdc bpftool bpftrace brctl break bridge bzip2
  cal cat cd chgrp chmod chown chroot chrt cksum clear cmp column comm command conntrack continue cp cpio cpupower cpuset csh
  curl cut cxgbetool daemon dash date dd devctl df dhclient dhcpcd diff dig dirname dmesg dnctl dnsmasq docker doas dtrace du
  echo egrep env ethtool eval exec exit expand export expr false fetch ffmpeg fg fgrep file find fio flent fping free fsck fstat ftp
  gawk gcc gdb git go gpg grep gunzip gzip haproxy head hexdump hey host hostname hping3 htop h2load hwclock
  id ifconfig ifstat insmod install iostat ionice ip ip6tables ipcs iperf iperf2 iperf3 ipfw ipset iptables iptables-restore
  iptables-save iw iwconfig jail jexec jls jobs join journalctl jq kdump kill killall kldconfig kldload kldstat kldunload ktrace
  ldd less link ln local locate lockf logger login logname losetup ls lsblk lscpu lsmod lsof lspci lsusb make man md5 md5sum
  mdconfig memcached mkdir mkfifo mknod mktemp modinfo modprobe more mount mount_nfs mount_nullfs mpstat mtr mv nano nc ncat
  ncdu netcat netperf netserver netstat newfs nft ngctl nginx nice nl nmap node nohup nping npm npx nproc nsenter nslookup ntpd ntpdate ntpq
  numactl numastat nuttcp od openssl openvpn ovs-ofctl ovs-vsctl passwd paste pathchk perf perl pfctl pgrep pidof ping ping6 pkg pkill
  pkt-gen pmcstat poweroff printenv printf procstat ps pv pwd python python2 python3 qperf rc-service rdmsr read readlink readonly realpath
  reboot redis-server renice return rm rmdir rmmod route rsync rtprio ruby sar scp script sed seq service set setenforce setfib setkey
  setpci setsid sftp sha1 sha1sum sha256 sha256sum shift shred shutdown sleep socat sockperf sockstat sort source split ss ssh sshd stat
  stdbuf strace strings stress stress-ng stty su sudo swapoff swapon sync sysbench sysctl sysrc systat systemctl tail tar taskset tc
  tcpdump tcpreplay tee telnet test tftp tshark time timeout times top touch tput tr traceroute traceroute6 trafgen trap true truncate
  truss tty turbostat type udpsend ulimit umask umount unalias uname unexpand uniq unlink unset unshare unxz unzip uperf uptime usermod users
  vale-ctl valectl vi vim virsh vmstat vtysh wait watch wc wg wg-quick wget whereis which who whoami wireshark wrk wrk2 xargs xfs_io xxd xz
  yes zcat zfs zip zpool zstd netsend netreceive bhyve bhyvectl bsdtar camcontrol chflags crontab cron dhcpd ddb dumpcap ethstats ezjail gmake
  groups iovctl kenv lagg last mergecap mkfs mkswap netblast netrate nfsstat nvmecontrol pciconf pflogd pftop pfsync pw racoon radvd rpcinfo
  rtadvd rtsol showmount softflowd sockclose sysupgrade tcpslice tcpstat tcptrace ttcp valgrind vlan zdb`.split(/\s+/),
);
