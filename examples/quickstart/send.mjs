// send.mjs HOST PORT SECONDS: sends as fast as TCP takes it, and ends when all of it has arrived.
import net from 'node:net';

const [host, port, seconds] = process.argv.slice(2);
const block = Buffer.alloc(128 * 1024, 'conductor ');

const socket = net.connect({ host, port: Number(port) }, send);
socket.on('error', (error) => {
  console.error(`send: ${error.message}`);
  process.exit(1);
});

function send() {
  const start = performance.now();
  const end = start + Number(seconds) * 1000;
  const fill = () => {
    while (performance.now() < end) {
      if (!socket.write(block)) return void socket.once('drain', fill);
    }
    socket.end(() =>
      console.log(`sent ${socket.bytesWritten} bytes in ${((performance.now() - start) / 1000).toFixed(3)} s`),
    );
  };
  fill();
}
