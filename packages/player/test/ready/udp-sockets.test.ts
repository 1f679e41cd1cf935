import { endianness } from 'node:os';
import { expect, it } from 'vitest';
import { parseSockstat, parseUdpTable } from '../../src/ready/udp-sockets.ts';

it('reads the tables of Linux', (context) => {
  if (endianness() !== 'LE')
    return context.skip('needs a machine that has the low byte first: the tables are as its memory is');
  const head =
    '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops\n';
  const rest = '00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 1 2 0 0\n';
  const text = `${head}  12: 0100007F:0035 ${rest}13130: 00000000000000000000000000000000:1451 ${rest} 7: B80D0120000000000000000001000000:0050 ${rest}`;
  expect(parseUdpTable(text)).toEqual([
    { address: '127.0.0.1', port: 53 },
    { address: '::', port: 5201 },
    { address: '2001:db8::1', port: 80 },
  ]);
});

it('reads what sockstat of FreeBSD prints', () => {
  const text = `USER     COMMAND    PID   FD PROTO  LOCAL ADDRESS         FOREIGN ADDRESS
root     syslogd    795   5  udp6   *:514                 *:*
root     ntpd       901   20 udp4   127.0.0.1:123         *:*
root     ntpd       901   21 udp6   fe80::1%lo0:123       *:*
`;
  expect(parseSockstat(text)).toEqual([
    { address: '*', port: 514 },
    { address: '127.0.0.1', port: 123 },
    { address: 'fe80::1%lo0', port: 123 },
  ]);
});
