import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { DEMO_BEGUN } from '@gruppetto/runtime'
import { testRuntime } from '@gruppetto/testing'
import { expect, it } from 'vitest'
import { DEMO_DONE } from '../src/demo/names.ts'
import { isDemoUnderWay } from '../src/demo/under-way.ts'
import { finishStart } from '../src/finish-start.ts'
import { loadPlatformConfig, type Platform } from '../src/run.ts'

it('a demo world that cannot be loaded is said in one sentence, and the start goes on', async () => {
  const runtime = await testRuntime()
  const wasUnderWay: boolean[] = []
  const gateway = createServer((request, response) => {
    request.resume()
    wasUnderWay.push(isDemoUnderWay(runtime.config.dataDir))
    response.end(
      JSON.stringify({ errors: [{ message: 'athletes does not answer now.', extensions: { code: 'SERVICE_UNAVAILABLE' } }] }),
    )
  })
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve))
  try {
    const url = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`
    const config = { ...loadPlatformConfig({}), ...runtime.config, demo: true }
    const platform = { runtime, url } as Platform
    for (const _time of ['first', 'second']) {
      const said = await finishStart(config, platform)
      expect(said).toContain('Gruppetto is up.')
      expect(said).toContain(
        'The demo world is not complete, since this failed: signUp of nobody: athletes does not answer now.\nCtrl-C stops the platform; the next npm start goes on with the demo world where it stopped.',
      )
      expect(existsSync(join(config.dataDir, DEMO_BEGUN))).toBe(true)
      expect(existsSync(join(config.dataDir, DEMO_DONE))).toBe(false)
      // Nobody waits for a demo world that has failed.
      expect(isDemoUnderWay(config.dataDir)).toBe(false)
    }
    expect(new Set(wasUnderWay)).toEqual(new Set([true]))
  } finally {
    gateway.close()
    await runtime.close()
  }
})
