// ask.mjs HOST PORT SIZE MODE MESSAGES: how many messages of a size come back in a second, asked one by one (serial) or eight at a time.
// The other side may not listen yet when we start: whoever refuses is asked again.
import net from 'node:net';

const [host, port, size, mode, messages] = process.argv.slice(2);
const RETRY_MS = 20;
const GIVE_UP_MS = 10_000;
const AT_A_TIME = { serial: 1, pipelined: 8 };
const message = Buffer.alloc(Number(size), 'conductor ');
const givesUpAt = performance.now() + GIVE_UP_MS;

connect();

function connect() {
  const socket = net.connect({ host, port: Number(port) }, () => ask(socket.setNoDelay()));
  socket.on('error', (error) => {
    if (error.code !== 'ECONNREFUSED' || performance.now() > givesUpAt) fail(error);
    else setTimeout(connect, RETRY_MS);
  });
}

function ask(socket) {
  const start = performance.now();
  const total = Number(messages);
  let asked = 0;
  let bytes = 0;
  const more = () => {
    while (asked < total && asked * message.length - bytes < AT_A_TIME[mode] * message.length) {
      socket.write(message);
      asked += 1;
    }
  };
  socket.on('data', (data) => {
    bytes += data.length;
    if (bytes < total * message.length) return void more();
    const seconds = (performance.now() - start) / 1000;
    console.log(`${(total / seconds).toFixed(1)} answers a second`);
    socket.destroy();
  });
  more();
}

function fail(error) {
  console.error(`ask: ${error.message}`);
  process.exit(1);
}
