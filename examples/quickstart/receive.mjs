// receive.mjs HOST PORT: receives until it is told to stop, then prints the rate from the first byte to the last.
import net from 'node:net';

const [host, port] = process.argv.slice(2);
let bytes = 0;
let first;
let last;

net
  .createServer((socket) => {
    socket.on('data', (data) => {
      last = performance.now();
      first ??= last;
      bytes += data.length;
    });
    socket.on('error', (error) => console.error(`receive: ${error.message}`));
  })
  .listen(Number(port), host, () => console.log(`receiving on ${host}:${port}`));

process.on('SIGINT', () => {
  const seconds = first === undefined ? 0 : (last - first) / 1000;
  const rate = seconds === 0 ? 0 : (bytes * 8) / seconds;
  console.log(`received ${bytes} bytes in ${seconds.toFixed(3)} s: ${(rate / 1e9).toFixed(3)} Gbit/s`);
  process.exit(bytes === 0 ? 1 : 0);
});
