import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

const recordings = fileURLToPath(new URL('../../recordings/fixtures/', import.meta.url))

/** The full path of a real recording, `run-laps.fit` and so on; EXPECTED.json beside them says what is in each. */
export const recordingPath = (name: string): string => `${recordings}${name}`

export const readRecording = (name: string): Promise<Buffer> => readFile(recordingPath(name))

/** Letters and digits that no other test has. */
export const randomWord = (bytes = 5): string => randomBytes(bytes).toString('hex')

export const randomHandle = (): string => `rider_${randomWord()}`

export const randomEmail = (): string => `${randomWord()}@example.org`
