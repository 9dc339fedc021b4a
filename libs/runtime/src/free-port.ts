import { createServer } from 'node:net'

/** Returns the wanted port of this machine when it is free, and otherwise any free one. Another program may take it meanwhile. */
export const freePort = async (wanted: number | null = null): Promise<number> => {
  const port = (wanted === null ? null : await tryPort(wanted)) ?? (await tryPort(0))
  if (port === null) throw new Error('no port is free')
  return port
}

const tryPort = (port: number): Promise<number | null> =>
  new Promise((resolve) => {
    const server = createServer()
    server.on('error', () => resolve(null))
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : null))
    })
  })
