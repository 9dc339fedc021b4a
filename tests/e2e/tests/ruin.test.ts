import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { testFolder } from '@gruppetto/testing'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../../', import.meta.url))
/** Ends a storm that hangs. */
const MOST_MS = 20 * 60_000

/** Runs the storm with these words, on servers of its own. Resolves to its exit code, and all that it has said. */
const ruin = async (...words: string[]): Promise<readonly [code: number | null, said: string]> => {
  const program = `${root}dist/scripts/src/ruin/main.js`
  const env = { ...process.env, TMPDIR: testFolder('ruin') }
  const storm = spawn(process.execPath, ['--enable-source-maps', program, ...words], { timeout: MOST_MS, env })
  const said: string[] = []
  for (const stream of [storm.stdout, storm.stderr]) stream.setEncoding('utf8').on('data', (text: string) => said.push(text))
  const [code] = await once(storm, 'exit')
  return [code, said.join('')]
}

// A second storm is another one, and would say nothing of the first.
it('after a short storm nothing is broken', { timeout: MOST_MS + 60_000, retry: 0 }, async () => {
  const [code, said] = await ruin('--quick')
  expect(code, said).toBe(0)
  expect(said).toContain('Nothing is broken.')
  // What was looked at was there.
  for (const of of ['uploads', 'kudos', 'comments', 'posts', 'events and consumers', 'activities', 'feeds', 'boards'])
    expect(said).toMatch(new RegExp(`^ok .* [1-9]\\d* ${of}$`, 'm'))
})

it('a storm asks for words that it knows', async () => {
  const [code, said] = await ruin('--for-ever')
  expect(code).toBe(2)
  expect(said).toContain('npm run ruin -- --minutes N')
})
