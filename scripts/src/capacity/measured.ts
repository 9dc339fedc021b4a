/**
 * What was measured, and what is assumed. docs/guides/capacity.md says of each where it comes from; a number that is measured anew is changed here, and
 * everything else follows.
 */

/** The time of one core, in milliseconds. Revision c5342151, two cores (AMD EPYC), nothing else at work. */
export const UPLOAD_CPU_MS = 117
export const UPLOAD_COMMANDS = 157
export const FEED_CPU_MS = 18
export const FEED_COMMANDS = 25.4
/** A notification, from the kudos to the message on the socket. */
export const NOTIFICATION_CPU_MS = 3.9
export const NOTIFICATION_COMMANDS = 10.3
/** Opening a socket, with its token and a subscription. */
export const SOCKET_CPU_MS = 0.65
export const SOCKET_KIB = 3.66
/** Reading, measuring, encoding and matching an hour; the rest of an upload is the platform's own work. */
export const MEASURING_CPU_MS = 11

/** How the MongoDB commands of an upload with ten segments are shared, by the role that sends them ("What each worker costs"). */
export const UPLOAD_COMMANDS_OF = {
  subgraphs: 6,
  'activities-workers': 56,
  'athletes-workers': 22,
  'social-workers': 22,
  'clubs-workers': 17,
} as const

/** The gateway's share of the CPU of a feed request, HTTP included (profile of revision 3bbbca54). */
export const GATEWAY_SHARE = 0.15
/** Bytes of a sample in MongoDB, and of the original of an hour (ride-power-laps.fit has an hour and a quarter). */
export const SAMPLE_BYTES = 17.8
export const ORIGINAL_BYTES = 148_037 * (60 / 78)
/** Events of an upload, and bytes of one in the stream with its subject and headers: golden envelopes have 370 to 770. */
export const UPLOAD_EVENTS = 17
export const EVENT_BYTES = 900

/**
 * The rows of an activity with all that belongs to it (details, track, efforts, badges, feed item, notifications), without its samples: 31.6 kB in the
 * demo world, counted as BSON; and some sixty entries of indexes, of 50 bytes each. Before MongoDB compresses them.
 */
export const ROW_BYTES = 34_600

// From here on nothing is measured: it is what the platform is to carry for ten million athletes, and what machines cost.
/** The peak of a weekend. */
export const PEAK_UPLOADS = 30
export const PEAK_FEED_PAGES = 900
/** Other requests for each page of a feed, and the CPU of one: between the smallest query (0.8 ms) and a feed. */
export const OTHER_REQUESTS = 5
export const OTHER_CPU_MS = 3
export const OTHER_COMMANDS = 3
/** Notifications that an upload leads to: kudos, comments, follows. */
export const NOTIFICATIONS_OF_UPLOAD = 12
export const PEAK_SOCKETS = 500_000
export const HOURS_OF_RECORDING = 1.2
export const UPLOADS_A_YEAR = 240_000_000
/** Commands a second that one shard's primary is planned for. MongoDB itself was not measured: measure yours. */
export const COMMANDS_OF_SHARD = 12_000
/** Reads and writes of the disk for a command: most reads are in memory, a commit writes the journal and later the page. */
export const IO_OF_COMMAND = 0.35

/** Dollars, near what clouds ask without a contract. */
export const DOLLARS = { coreHour: 0.04, gibHour: 0.0045, diskGibMonth: 0.1, objectGibMonth: 0.023, egressGib: 0.05 } as const
