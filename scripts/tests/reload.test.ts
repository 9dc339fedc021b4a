import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { SUBGRAPH_NAMES } from '@gruppetto/graph'
import { dropNamespace, graphqlClient, randomNamespace, testEnvironment, testFolder } from '@gruppetto/testing'
import { expect, it } from 'vitest'
import { loadPlatformConfig, startPlatform } from '../src/run.ts'
import { SUPERGRAPH_FILE } from '../src/supergraph.ts'

it('a gateway of its own takes over the file of its supergraph, also at SIGHUP, and names its dead subgraphs', async () => {
  // It stands for all subgraphs, and ends each connection.
  const dead = createServer((request) => void request.socket.destroy())
  await new Promise<void>((resolve) => dead.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(dead.address() as AddressInfo).port}`
  const folder = testFolder('reload')
  const file = join(folder, 'supergraph.graphql')
  const sdl = readFileSync(SUPERGRAPH_FILE, 'utf8')
  const changed = sdl.replace(/^ {2}handle: String!/m, '  handleOfTest: String @join__field(graph: ATHLETES)\n$&')
  expect(changed).not.toBe(sdl)
  const put = (text: string): void => {
    writeFileSync(`${file}.next`, text)
    renameSync(`${file}.next`, file)
  }
  put(sdl)
  const config = loadPlatformConfig({
    ...testEnvironment(randomNamespace(), folder),
    ...Object.fromEntries(SUBGRAPH_NAMES.map((name) => [`${name.toUpperCase()}_URL`, url])),
    RUN: 'gateway',
    PORT: '0',
    HOST: '127.0.0.1',
    SUPERGRAPH_FILE: file,
    SUPERGRAPH_CHECK_SECONDS: '1',
    BREAKER_FAILURES: '2',
    BREAKER_REST_MS: '60000',
  })
  const platform = await startPlatform(config)
  try {
    const ask = graphqlClient(`${platform.url}/graphql`)
    const hasField = async (): Promise<boolean> =>
      JSON.stringify((await ask('{ __schema { types { fields { name } } } }')).data).includes('handleOfTest')
    expect(await hasField()).toBe(false)
    put(changed)
    await expect.poll(hasField, { timeout: 60_000 }).toBe(true)
    put('nothing')
    process.emit('SIGHUP')
    await expect.poll(() => platform.runtime.warnings.get('supergraph'), { timeout: 60_000 }).toMatch(/cannot be used/)
    expect(await hasField()).toBe(true)
    put(sdl)
    process.emit('SIGHUP')
    await expect.poll(hasField, { timeout: 60_000 }).toBe(false)
    expect(platform.runtime.warnings.has('supergraph')).toBe(false)

    for (let times = 0; times < 3; times += 1) {
      expect((await ask('{ viewer { id } }')).errors[0]?.extensions?.code).toBe('SERVICE_UNAVAILABLE')
    }
    expect([...platform.runtime.warnings].flat().join(' ')).toMatch(
      /^subgraph \w+ has not answered 2 times in a row, and is left alone$/,
    )
  } finally {
    expect(await platform.close()).toBe(true)
    await dropNamespace(config)
    dead.closeAllConnections()
    await new Promise((resolve) => dead.close(resolve))
  }
  expect(process.listenerCount('SIGHUP')).toBe(0)
})
