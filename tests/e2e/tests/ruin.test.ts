import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { startProgram, testFolder } from '@gruppetto/testing'
import { expect, it } from 'vitest'

it('a short storm, in which everything is killed, frozen, full and late, breaks nothing', async () => {
  const folder = testFolder('ruin')
  const { PATH = '', HOME = '' } = process.env
  const program = new URL('../../../scripts/src/ruin/main.ts', import.meta.url)
  const storm = startProgram(program, {
    args: ['--quick'],
    env: { PATH, HOME, TMPDIR: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [storm.stdout, storm.stderr])
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8')
    })
  const [code] = await once(storm, 'exit')
  expect(code, output).toBe(0)
  expect(output).toContain('Nothing is broken.')
  rmSync(folder, { recursive: true, force: true })
}, 600_000)
