import { createHash } from 'node:crypto'
import { z } from 'zod'

/** The documents of a client, by the SHA-256 of their texts. */
export type Documents = ReadonlyMap<string, string>

/** Says in sentences why files cannot be published. */
export class ManifestError extends Error {
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.problems = problems
  }
}

export interface ManifestFile {
  /** A name that ends in .graphql or .gql for one document, in .json for a manifest. */
  readonly name: string
  readonly bytes: Uint8Array
}

const MOST_BYTES = 16 * 1024 * 1024
/** A problem that a manifest has a thousand times is told so often. */
const MOST_TOLD = 10

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The manifest that Apollo's tools write: https://www.apollographql.com/docs/graphos/platform/security/persisted-queries */
const apolloManifest = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(z.object({ id: z.string(), body: z.string() })),
})

/** The file that Relay's compiler writes (`persistConfig.file`), and GraphQL Code Generator too: texts by their hashes. */
const relayManifest = z.record(z.string(), z.string())

const hints: readonly (readonly [RegExp, string])[] = [
  [/^[0-9a-f]{32}$/, ' It looks like an MD5: in Relay, set persistConfig.algorithm to SHA256.'],
  [/^[0-9a-f]{40}$/, " It looks like a SHA-1: in GraphQL Code Generator, set hashAlgorithm to 'sha256'."],
]

const entriesOf = (json: unknown): readonly (readonly [id: string, text: string])[] | null => {
  const apollo = apolloManifest.safeParse(json)
  if (apollo.success) return apollo.data.operations.map(({ id, body }) => [id, body])
  const relay = relayManifest.safeParse(json)
  return relay.success ? Object.entries(relay.data) : null
}

const readJson = (text: string): readonly (readonly [string, string])[] => {
  let json: unknown
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    throw new ManifestError(['is not JSON'])
  }
  const entries = entriesOf(json)
  if (entries === null) {
    throw new ManifestError(["is no manifest: neither texts by their hashes nor Apollo's persisted query manifest of version 1"])
  }
  if (entries.length === 0) throw new ManifestError(['has no operations'])
  const wrong = entries.flatMap(([id, body]) => {
    const expected = sha256(body)
    if (id === expected || id === `sha256:${expected}`) return []
    return [`has the id ${id} for a text whose SHA-256 is ${expected}.${hints.find(([form]) => form.test(id))?.[1] ?? ''}`]
  })
  if (wrong.length > MOST_TOLD) wrong.splice(MOST_TOLD, wrong.length, `and ${wrong.length - MOST_TOLD} more such ids`)
  if (wrong.length > 0) throw new ManifestError(wrong)
  return entries
}

const readFile = ({ name, bytes }: ManifestFile): readonly (readonly [hash: string, text: string])[] => {
  if (bytes.byteLength > MOST_BYTES) throw new ManifestError([`is larger than ${MOST_BYTES} bytes`])
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new ManifestError(['is not UTF-8'])
  }
  if (/\.(graphql|gql)$/.test(name)) return [[sha256(text), text]]
  if (name.endsWith('.json')) return readJson(text).map(([, body]) => [sha256(body), body])
  throw new ManifestError(['is neither a .graphql document nor a .json manifest'])
}

/**
 * Reads what a client publishes. A .graphql file is one document, with each of its bytes; a .json file is a manifest. A document that is there
 * twice counts once. Throws a ManifestError that names each file that is wrong; a hash that is not that of its text is wrong.
 */
export const readManifests = (files: readonly ManifestFile[]): Documents => {
  const documents = new Map<string, string>()
  const problems: string[] = []
  for (const file of files) {
    try {
      for (const [hash, text] of readFile(file)) documents.set(hash, text)
    } catch (error) {
      if (!(error instanceof ManifestError)) throw error
      problems.push(...error.problems.map((problem) => `${file.name} ${problem}`))
    }
  }
  if (problems.length > 0) throw new ManifestError(problems)
  return documents
}
