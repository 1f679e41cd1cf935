// forward.mjs PORT HOST PORT CSV: a device under test made of one process: forwards TCP, and writes how much it forwarded
// to a file, ten times a second while there is traffic.
import { appendFileSync } from 'node:fs';
import net from 'node:net';
import { pipeline } from 'node:stream';

const [listenPort, host, port, csv] = process.argv.slice(2);
const start = performance.now();
let forwarded = 0;
let reported = 0;

appendFileSync(csv, 'seconds,bytes\n');
setInterval(report, 100);

net
  .createServer({ allowHalfOpen: true }, (inside) => {
    const outside = net.connect({ host, port: Number(port), allowHalfOpen: true });
    inside.on('data', (data) => {
      forwarded += data.length;
    });
    // A side that has gone ends the other one: there is nothing else to forward.
    pipeline(inside, outside, inside, () => {
      inside.destroy();
      outside.destroy();
    });
  })
  .listen(Number(listenPort), '127.0.0.1', () => console.log(`forwarding ${listenPort} to ${host}:${port}`));

function report() {
  // A file that still grows cannot be fetched.
  if (forwarded === reported) return;
  reported = forwarded;
  appendFileSync(csv, `${((performance.now() - start) / 1000).toFixed(1)},${forwarded}\n`);
}
