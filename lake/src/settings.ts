/** A buffer of one event is written when it has so many rows, so many bytes as they came, or is so old. */
export const MAX_ROWS = 5000
export const MAX_BYTES = 8 * 1024 ** 2
export const MAX_AGE_MS = 60_000
/** When all buffers together have so many bytes, all are written. */
export const MAX_BYTES_IN_ALL = 64 * 1024 ** 2

/** How many messages are read at once. */
export const READ_AT_ONCE = 500

/** Who writes, or compacts, keeps its turn so long without a sign of life. */
export const TURN_MS = 15_000
/** How often it gives one, and looks whether somebody waits for what is buffered. */
export const SIGN_EVERY_MS = 2000

/** A compacted file has so many bytes at most, unless a single file was larger. */
export const MAX_FILE_BYTES = 256 * 1024 ** 2
const DAY_MS = 24 * 3600 * 1000
/** A day is closed so long after its end: events that were on their way have arrived, and later ones wait for the next night. */
export const CLOSED_AFTER_MS = 2 * 3600 * 1000
/** A file that was replaced stays so long, for those who still read it. */
export const KEPT_REPLACED_MS = DAY_MS
/** So long after the death of a key, files are read for its rows. With a night for the work, and a day for readers, all are gone within 30 days. */
export const DEAD_WITHIN_MS = 21 * DAY_MS
/** A file may have been written by a process that had read a key a moment before it died, or whose clock is slow. */
export const KEY_MARGIN_MS = DAY_MS
