/** What a folder is searched for; what was dropped or chosen by itself is sent whatever it is, and the platform says what is wrong with it. */
const RECORDING = /\.(fit|gpx|tcx)(\.gz)?$|\.zip$/i

const fileOf = (entry: FileSystemFileEntry): Promise<File> => new Promise((resolve, reject) => entry.file(resolve, reject))

const entriesOf = async (folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> => {
  const reader = folder.createReader()
  const all: FileSystemEntry[] = []
  // A reader gives some at a time, and nothing after the last.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (some.length === 0) return all
    all.push(...some)
  }
}

const recordingsIn = async (entry: FileSystemEntry): Promise<readonly File[]> => {
  if (entry.name.startsWith('.')) return []
  if (entry.isFile) return RECORDING.test(entry.name) ? [await fileOf(entry as FileSystemFileEntry)] : []
  const found = await Promise.all((await entriesOf(entry as FileSystemDirectoryEntry)).map(recordingsIn))
  return found.flat()
}

/** Returns the files that were dropped, and the recordings in folders that were. */
export const filesIn = async ({ items, files }: DataTransfer): Promise<readonly File[]> => {
  // The browser forgets what was dropped when this task ends.
  const dropped = [...items].map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }))
  const plain = [...files]
  if (!dropped.some(({ entry }) => entry?.isDirectory === true)) return plain
  const found = await Promise.all(
    dropped.map(({ entry, file }) => (entry?.isDirectory === true ? recordingsIn(entry) : file === null ? [] : [file])),
  )
  return found.flat()
}
