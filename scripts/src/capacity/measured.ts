/**
 * What was measured, and what is assumed. docs/guides/capacity.md says of each where it comes from; a number that is measured anew is changed here, and
 * everything else follows.
 */

/** The time of one core, in milliseconds. Revision fc4ed31e, two Xeon cores, nothing else at work (docs/reference/performance.md, "All parts"). */
export const UPLOAD_CPU_MS = 149
export const UPLOAD_COMMANDS = 131
export const FEED_CPU_MS = 20.6
export const FEED_COMMANDS = 25.5
/** A notification, from the kudos to the message on the socket. */
export const NOTIFICATION_CPU_MS = 6.2
export const NOTIFICATION_COMMANDS = 10.5
/** Opening a socket, with its token and a subscription (busy machine). */
export const SOCKET_CPU_MS = 1.2
export const SOCKET_KIB = 6.5
/** Reading, measuring, encoding and matching an hour; the rest of an upload is the platform's own work. */
export const MEASURING_CPU_MS = 14.8

/** The MongoDB commands of an upload with ten segments, by the role that sends them ("What each worker costs"). */
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
/** The size of a row of an activity with what belongs to it (details, efforts, feed item, notifications), indexes included. */
export const ROW_BYTES = 24_000
/** Commands a second that one shard's primary is planned for. MongoDB itself was not measured: measure yours. */
export const COMMANDS_OF_SHARD = 12_000
/** Reads and writes of the disk for a command: most reads are in memory, a commit writes the journal and later the page. */
export const IO_OF_COMMAND = 0.35

/** Dollars, near what clouds ask without a contract. */
export const DOLLARS = { coreHour: 0.04, gibHour: 0.0045, diskGibMonth: 0.1, objectGibMonth: 0.023, egressGib: 0.05 } as const
