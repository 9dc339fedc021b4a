import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { loadGatewayConfig } from '@gruppetto/gateway/config'
import { documentCheck, readManifests } from '@gruppetto/gateway/registered'
import { expect, it } from 'vitest'
import { readSupergraph } from './supergraph.ts'

const root = new URL('../../', import.meta.url)

it('the gateway takes each operation of the web app, with the schema and the limits of this release', () => {
  execFileSync(process.execPath, ['web/build/build.mjs'], { cwd: root, stdio: 'pipe' })
  const bytes = readFileSync(new URL('dist/web/operations.json', root))
  const documents = readManifests([{ name: 'operations.json', bytes }])
  const check = documentCheck(readSupergraph(), loadGatewayConfig({}))
  expect(documents.size).toBeGreaterThan(20)
  expect([...documents].flatMap(([hash, text]) => check(text).map((problem) => `${hash}: ${problem}`))).toEqual([])
})
