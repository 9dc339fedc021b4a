import { expect, it } from 'vitest'
import { importDone } from './import-done.ts'
import { eventOf, nobody } from './testing.ts'

const counts = { found: 124, imported: 120, duplicates: 3, failed: 1 }
const event = eventOf('archive.imported', { uploadId: 'upl_1', athleteId: 'ath_a', fileName: 'export.zip', ...counts, at: 7 })

it('is one notice for all of the archive', () => {
  const words = { fileName: 'export.zip', imported: '120', duplicates: '3', failed: '1' }
  const expected = { recipientId: 'ath_a', group: 'upl_1', atMs: 7, subjects: { upload: 'upl_1' }, words }
  expect(importDone.notify(event, undefined)).toEqual([expected])
  expect(importDone.sentence(words, nobody, {})).toBe(
    'export.zip: 120 recordings were imported, 3 were here already, 1 file could not be used',
  )
})

it('leaves out what did not happen', () => {
  const words = { fileName: 'export.zip', imported: '1', duplicates: '0', failed: '0' }
  expect(importDone.sentence(words, nobody, {})).toBe('export.zip: 1 recording was imported')
})
