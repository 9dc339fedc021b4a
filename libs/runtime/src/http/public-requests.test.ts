import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { lookupPublic, openPublicRequests, RefusedAddressError } from './public-requests.ts'

const servers: Server[] = []
const listen = async (answer: RequestListener): Promise<string> => {
  const server = createServer(answer)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
})

const post = async (url: string, testOrigin?: string, timeoutMs = 2_000) => {
  const requests = await openPublicRequests({ timeoutMs, testOrigin })
  try {
    return await requests.post(url, { headers: { ttl: '1' }, body: Buffer.from('hello') })
  } finally {
    await requests.close()
  }
}

it('a name that leads to this machine has no address to connect to', async () => {
  for (const options of [{}, { all: true }] as const) {
    const error = await new Promise((resolve) => lookupPublic('localhost', options, (refused) => resolve(refused)))
    expect(error).toBeInstanceOf(RefusedAddressError)
  }
})

describe('openPublicRequests', () => {
  it('refuses addresses that are not public', async () => {
    let asked = 0
    const origin = await listen((_request, response) => {
      asked += 1
      response.end()
    })
    for (const url of [origin, origin.replace('http:', 'https:'), 'https://10.0.0.1/', 'https://[::1]/'])
      await expect(post(url)).rejects.toThrow(RefusedAddressError)
    // Another port of the test's machine is no exception.
    await expect(post(origin, 'http://127.0.0.1:1')).rejects.toThrow(RefusedAddressError)
    expect(asked).toBe(0)
  })

  it('follows no redirect', async () => {
    let followed = 0
    const other = await listen((_request, response) => {
      followed += 1
      response.end()
    })
    const origin = await listen((_request, response) => void response.writeHead(302, { location: other }).end())
    expect(await post(`${origin}/x`, origin)).toMatchObject({ status: 302 })
    expect(followed).toBe(0)
  })

  it('does not wait for a server that does not answer, nor for the end of an endless answer', async () => {
    const silent = await listen(() => undefined)
    await expect(post(silent, silent, 200)).rejects.toThrow()
    const endless = await listen((_request, response) => {
      response.writeHead(201, { 'retry-after': '7' })
      const write = (): void => {
        while (response.writable && response.write(Buffer.alloc(65_536)));
        response.once('drain', write)
      }
      write()
    })
    expect(await post(endless, endless)).toEqual({ status: 201, retryAfter: '7' })
  })
})
