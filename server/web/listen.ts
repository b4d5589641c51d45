import type { Server } from 'node:http';

/**
 * Resolves when the server listens.
 * @throws what the network says, such as EADDRINUSE
 */
export function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, resolve);
  });
}
