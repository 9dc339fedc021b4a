import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Logger } from 'pino'
import { ConfigError } from '../environment.ts'
import { scrape, switchMetricsOn } from '../metrics.ts'

export interface MetricsServer {
  /** Such as `http://127.0.0.1:9464/metrics`. */
  readonly url: string
  close(): Promise<void>
}

const TEXT_FORMAT = 'text/plain; version=0.0.4; charset=utf-8'

/**
 * Switches the metrics of the process on and serves them at GET /metrics on a port of their own, for Prometheus alone: nothing identifies who
 * asks. 0 is any free port. Throws a ConfigError when the port is taken.
 */
export const serveMetrics = async ({ port, host, log }: { port: number; host: string; log: Logger }): Promise<MetricsServer> => {
  const switchOff = await switchMetricsOn()
  const server = createServer((request, response) => {
    const [path] = (request.url ?? '').split('?')
    if (path !== '/metrics' || (request.method !== 'GET' && request.method !== 'HEAD')) {
      response.writeHead(path === '/metrics' ? 405 : 404, path === '/metrics' ? { allow: 'GET, HEAD' } : {}).end()
      return
    }
    scrape().then(
      (text) => {
        const body = Buffer.from(text)
        response.writeHead(200, { 'content-type': TEXT_FORMAT, 'content-length': body.length })
        response.end(request.method === 'HEAD' ? undefined : body)
      },
      (error: unknown) => {
        log.error({ err: error }, 'the metrics could not be read')
        response.writeHead(500).end()
      },
    )
  })
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, host, resolve)
    })
  } catch (error) {
    switchOff()
    throw new ConfigError(`METRICS_PORT=${port}, METRICS_HOST=${host}: ${error instanceof Error ? error.message : String(error)}`)
  }
  server.on('error', (error) => log.error({ err: error }, 'the server of the metrics failed'))
  // A scraper that keeps its connection does not keep the process.
  server.unref()
  const { port: taken } = server.address() as AddressInfo
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}/metrics`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      switchOff()
    },
  }
}
