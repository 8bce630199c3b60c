import { createServer } from 'node:http';

/** The least a Node server can do with a JSON body: send it back. */
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks);
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
  });
});

server.listen(0, '127.0.0.1', () => {
  const bound = server.address();
  process.send?.({ url: `http://127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : 0}` });
});
