import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ConfigError } from '@gruppetto/runtime'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { composeSupergraph } from './compose.ts'
import { readSupergraph, SUPERGRAPH_FILE } from './supergraph.ts'

let folder: string
const copy = () => pathToFileURL(`${folder}/`)
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gruppetto-schema-'))
  cpSync(new URL('.', SUPERGRAPH_FILE), folder, { recursive: true })
})
afterEach(() => rmSync(folder, { recursive: true }))

it('reads the composed supergraph', () => {
  expect(readSupergraph(copy())).toBe(composeSupergraph())
})

it.each(['common', 'social'])('refuses a supergraph that is older than schema/%s.graphql', (name) => {
  appendFileSync(join(folder, `${name}.graphql`), '\ntype Fresh {\n  id: ID!\n}\n')
  expect(() => readSupergraph(copy())).toThrow(ConfigError)
  expect(() => readSupergraph(copy())).toThrow('npm run compose')
})
