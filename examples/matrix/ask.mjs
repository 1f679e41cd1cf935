// ask.mjs HOST PORT SIZE MODE MESSAGES: how many messages of a size come back in a second, asked one by one (serial) or eight at a time.
import net from 'node:net';

const [host, port, size, mode, messages] = process.argv.slice(2);
const AT_A_TIME = { serial: 1, pipelined: 8 };
const message = Buffer.alloc(Number(size), 'conductor ');

const socket = net.connect({ host, port: Number(port) }, ask);
socket.setNoDelay().on('error', (error) => {
  console.error(`ask: ${error.message}`);
  process.exit(1);
});

function ask() {
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
