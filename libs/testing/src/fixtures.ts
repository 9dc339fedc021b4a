import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

const recordings = fileURLToPath(new URL('../../recordings/fixtures/', import.meta.url))

/**
 * Returns the full path of a real recording, such as `run-laps.fit`. EXPECTED.json in the same folder says what each contains.
 */
export const recordingPath = (name: string): string => `${recordings}${name}`

export const readRecording = (name: string): Promise<Buffer> => readFile(recordingPath(name))

/** Returns random letters and digits that no other test uses. */
export const randomWord = (bytes = 5): string => randomBytes(bytes).toString('hex')

export const randomHandle = (): string => `rider_${randomWord()}`

export const randomEmail = (): string => `${randomWord()}@example.org`
