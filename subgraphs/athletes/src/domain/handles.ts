const pattern = /^[a-z0-9]+(?:[_.][a-z0-9]+)*$/

export const HANDLE_EXPECTED = 'must be 3 to 30 of a-z and 0-9, with single _ and . between them'

/** Names of the platform and its staff, first parts of its present and future paths, and words with a meaning to software. */
const reserved = new Set(
  `about abuse account accounts activities activity admin administrator administrators admins all anonymous anyone api app apps athlete athletes
  auth billing blog bot brand brands careers challenge challenges channel club clubs community contact copyright deleted demo dev developer
  developers dmca docs download everyone everybody explore export faq feed feedback follow followers following gear graphql graphiql group
  gruppetto guest healthz help helpdesk here home hostmaster info invite jobs legal live login logout mail mailer me media mention mentions
  messages metrics moderation moderator moderators mod mods news newsletter noreply nobody notification notifications null official oauth
  objects owner partner partners password payment payments people playground plans postmaster premium press pricing privacy product products
  profile profiles query register report root route routes safety sales search security segment segments self session sessions settings shop
  signin signout signup sponsor sponsors staff status store subscription superuser support sysadmin system team terms test token trust
  undefined unknown unsubscribe update updates upload uploads user users verified verify viewer webhook webhooks webmaster wellknown www
  you`.split(/\s+/),
)

/** Returns what a reader may take a handle for: without _ and ., and with one letter for those that look alike. */
const skeletonOf = (handle: string): string =>
  handle.replace(/[_.]/g, '').replaceAll('0', 'o').replace(/[1i]/g, 'l').replaceAll('rn', 'm')

const reservedSkeletons = new Set([...reserved].map(skeletonOf))

/** Whether a handle reads like a reserved word, alone or with the name of the product. */
export const isReservedHandle = (handle: string): boolean => {
  const skeleton = skeletonOf(handle)
  return reservedSkeletons.has(skeleton) || reservedSkeletons.has(skeleton.replace(/^(?:the)?gruppetto|gruppetto$/, ''))
}

const DAY_MS = 86_400_000
/** How long a handle that was given up stays its old owner's, and leads to the new one. */
const HANDLE_KEPT_MS = 30 * DAY_MS
const CHANGES_MAX = 2
const CHANGES_WITHIN_MS = 30 * DAY_MS

export const handleFreeAt = (nowMs: number): Date => new Date(nowMs + HANDLE_KEPT_MS)

/** A handle that was given up, and until when it leads to its old owner. */
export interface FormerHandle {
  readonly handle: string
  readonly until: Date
}

/** Returns the handles that lead to an athlete after another one was given up; the one that the athlete has now is not among them. */
export const giveUpHandle = (
  former: readonly FormerHandle[],
  { from, to }: { readonly from: string; readonly to: string },
  nowMs: number,
): readonly FormerHandle[] => [
  ...former.filter(({ handle, until }) => handle !== to && until.getTime() > nowMs),
  { handle: from, until: handleFreeAt(nowMs) },
]

/** Returns the changes of a handle with one more, or the instant from which one more is allowed. */
export const addHandleChange = (
  changes: readonly Date[],
  nowMs: number,
): { readonly changes: readonly Date[] } | { readonly againAt: Date } => {
  const recent = changes.filter((at) => at.getTime() > nowMs - CHANGES_WITHIN_MS)
  const [oldest] = recent.slice(-CHANGES_MAX)
  if (recent.length >= CHANGES_MAX && oldest !== undefined) return { againAt: new Date(oldest.getTime() + CHANGES_WITHIN_MS) }
  return { changes: [...recent, new Date(nowMs)] }
}

/** Returns the form of a handle that is stored and compared. */
export const normalisedHandle = (handle: string): string => handle.trim().toLowerCase()

/** Whether a new handle is valid. Older accounts keep handles that are not, such as one that begins with _. */
export const isHandle = (handle: string): boolean => handle.length >= 3 && handle.length <= 30 && pattern.test(handle)

/** Returns the form in which e-mail addresses are compared: in lower case and in one Unicode form. */
export const emailKeyOf = (email: string): string => email.normalize('NFKC').toLowerCase()

/**
 * Returns the mailbox that an address reaches, for comparing persons and never for sending: what follows a plus sign is left out, and for
 * Google's own domains the dots too.
 */
export const mailboxOf = (email: string): string => {
  const key = emailKeyOf(email)
  const at = key.lastIndexOf('@')
  const name = key.slice(0, at).split('+')[0] ?? ''
  const domain = key.slice(at + 1)
  const isGoogles = domain === 'gmail.com' || domain === 'googlemail.com'
  return isGoogles ? `${name.replaceAll('.', '')}@gmail.com` : `${name}@${domain}`
}
