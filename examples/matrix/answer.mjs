// answer.mjs HOST PORT: sends back whatever it gets, until it is told to stop.
import net from 'node:net';

const [host, port] = process.argv.slice(2);
net.createServer((socket) => socket.setNoDelay().pipe(socket)).listen(Number(port), host);
