import { escapeHtml, SUBGRAPH_NAMES } from '@gruppetto/graph'

export type ExportStatus = 'QUEUED' | 'RUNNING' | 'DONE' | 'FAILED'

export interface ExportArchive {
  readonly key: string
  readonly sizeBytes: number
}

export interface DataExportRow {
  readonly _id: string
  readonly athleteId: string
  readonly status: ExportStatus
  /** Whether it goes on. An athlete has at most one that does. */
  readonly open: boolean
  readonly requestedAt: Date
  /** The objects that list the files of each subgraph's part, by the name of the subgraph. */
  readonly manifests: Readonly<Record<string, string>>
  readonly archives: readonly ExportArchive[]
  /** When the archives are deleted; null until they exist. */
  readonly expiresAt: Date | null
}

/** Where the link of the mail leads. */
export const EXPORT_PATH = '/data-exports'

/** How long the archives can be fetched. */
export const EXPORT_KEPT_MS = 7 * 24 * 3600 * 1000
/** Larger exports come in several archives. */
const ARCHIVE_BYTES_MAX = 2_000_000_000

export const newDataExport = (id: string, athleteId: string, requestedAt: Date): DataExportRow => ({
  _id: id,
  athleteId,
  status: 'QUEUED',
  open: true,
  requestedAt,
  manifests: {},
  archives: [],
  expiresAt: null,
})

export const isCollected = ({ manifests }: DataExportRow): boolean =>
  SUBGRAPH_NAMES.every((name) => manifests[name] !== undefined)

/** Returns the export after the part of a subgraph; null when the part changes nothing. */
export const withPart = (row: DataExportRow, subgraph: string, manifestKey: string | null): DataExportRow | null => {
  if (!row.open || row.manifests[subgraph] !== undefined) return null
  if (manifestKey === null) return { ...row, status: 'FAILED', open: false }
  return { ...row, status: 'RUNNING', manifests: { ...row.manifests, [subgraph]: manifestKey } }
}

/** From 0 to 1: each part is a step, and the archives are the last one. */
export const progressOf = ({ status, manifests }: DataExportRow): number =>
  status === 'DONE' ? 1 : Object.keys(manifests).length / (SUBGRAPH_NAMES.length + 1)

export const areFetchable = ({ status, expiresAt }: DataExportRow, nowMs: number): boolean =>
  status === 'DONE' && expiresAt !== null && expiresAt.getTime() > nowMs

/** Groups files into archives of at most `bytesMax`, in their order. A file that is larger has an archive of its own. */
export const intoArchives = <File extends { readonly sizeBytes: number }>(
  files: readonly File[],
  bytesMax = ARCHIVE_BYTES_MAX,
): readonly (readonly File[])[] => {
  const archives: File[][] = []
  let bytes = 0
  for (const file of files) {
    bytes += file.sizeBytes
    const last = archives.at(-1)
    if (last === undefined || bytes > bytesMax) {
      archives.push([file])
      bytes = file.sizeBytes
    } else last.push(file)
  }
  return archives
}

interface Listed {
  readonly path: string
  readonly rows?: number
}

/** The page that opens the export in a browser, without a network. */
export const exportPage = (files: readonly Listed[], requestedAt: Date): string => {
  const lines = files
    .filter(({ path }) => !path.endsWith('.schema.json'))
    .map(
      ({ path, rows }) =>
        `<tr><td><a href="${escapeHtml(encodeURI(path))}">${escapeHtml(path)}</a></td><td>${rows ?? ''}</td></tr>`,
    )
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Your Gruppetto data</title>
<style>body{font:16px/1.5 system-ui;margin:2rem auto;max-width:60rem;padding:0 1rem}table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #ccc;padding:.3rem;text-align:left}</style>
<h1>Your Gruppetto data</h1>
<p>Everything that Gruppetto held on you on ${requestedAt.toISOString().slice(0, 10)}: tables as JSON, your original recordings and your photos.
Beside each table is its JSON schema. What others wrote is not in it.</p>
<table><tr><th>file</th><th>rows</th></tr>
${lines.join('\n')}
</table></html>
`
}
