import { defineNotice, numberOf } from './define-notice.ts'

const counted = (count: string, one: string, many: string): string => `${count} ${count === '1' ? one : many}`

/** One notice for all recordings of an archive: none of them has one of its own. */
export const importDone = defineNotice({
  kind: 'IMPORT_DONE',
  on: ['archive.imported'],
  defaults: { push: true, mail: false },
  notify: ({ data: { athleteId, uploadId, fileName, imported, duplicates, failed }, at }) => [
    {
      recipientId: athleteId,
      group: uploadId,
      atMs: at,
      subjects: { upload: uploadId },
      words: { fileName, imported: String(imported), duplicates: String(duplicates), failed: String(failed) },
    },
  ],
  facts: ({ fileName, imported, duplicates, failed }) => ({
    fileName,
    imported: numberOf(imported),
    duplicates: numberOf(duplicates),
    failed: numberOf(failed),
  }),
  sentence: ({ fileName = 'Your archive', imported = '0', duplicates = '0', failed = '0' }) => {
    const known = duplicates === '0' ? [] : [`${counted(duplicates, 'was', 'were')} here already`]
    const spoilt = failed === '0' ? [] : [`${counted(failed, 'file', 'files')} could not be used`]
    return [`${fileName}: ${counted(imported, 'recording was', 'recordings were')} imported`, ...known, ...spoilt].join(', ')
  },
})
