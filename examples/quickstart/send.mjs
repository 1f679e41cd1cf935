// send.mjs HOST PORT SECONDS: sends as fast as TCP takes it, from the first byte that the receiver sends.
// The path may not be up yet when we start: whoever refuses or hangs up before that byte is asked again.
import net from 'node:net';

const [host, port, seconds] = process.argv.slice(2);
const RETRY_MS = 20;
const GIVE_UP_MS = 10_000;
const block = Buffer.alloc(128 * 1024, 'conductor ');
const givesUpAt = performance.now() + GIVE_UP_MS;

connect();

function connect() {
  const socket = net.connect({ host, port: Number(port) });
  let started = false;
  socket.once('data', () => {
    started = true;
    send(socket);
  });
  socket.on('error', (error) => {
    if (started) fail(`the connection broke: ${error.message}`);
  });
  socket.on('close', () => {
    if (started) return;
    if (performance.now() > givesUpAt) fail(`no receiver behind ${host}:${port} after ${GIVE_UP_MS / 1000} s`);
    else setTimeout(connect, RETRY_MS);
  });
}

function send(socket) {
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

function fail(reason) {
  console.error(`send: ${reason}`);
  process.exit(1);
}
