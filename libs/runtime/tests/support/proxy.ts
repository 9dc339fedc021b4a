import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export interface TcpProxy {
  readonly url: string
  /** Breaks every connection and accepts no new one. */
  down(): Promise<void>
  up(): Promise<void>
  close(): Promise<void>
}

/** A proxy between a client and a server, so that a test can make the server unreachable and reachable again. */
export const startProxy = async (target: string): Promise<TcpProxy> => {
  const { hostname, port, protocol, search } = new URL(target)
  const sockets = new Set<Socket>()
  const keep = (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => sockets.delete(socket))
  }
  const server = createServer((client) => {
    keep(client)
    const upstream = connect(Number(port), hostname)
    keep(upstream)
    client.pipe(upstream).pipe(client)
    client.on('close', () => upstream.destroy())
    upstream.on('close', () => client.destroy())
  })
  const listen = (wanted: number) => new Promise<void>((resolve) => server.listen(wanted, '127.0.0.1', resolve))
  await listen(0)
  const own = (server.address() as AddressInfo).port
  const stop = async () => {
    if (!server.listening) return
    const closed = new Promise((resolve) => server.close(resolve))
    for (const socket of sockets) socket.destroy()
    await closed
  }
  return {
    url: `${protocol}//127.0.0.1:${own}${protocol === 'mongodb:' ? '/' : ''}${search}`,
    down: stop,
    up: () => listen(own),
    close: stop,
  }
}
