/** More mentions than this in one text are noise or an attack; they stay plain text. */
export const MAX_MENTIONS = 20

/**
 * Scripts without blanks between words, and Hangul, whose particles follow a name without a blank. A mention may stand directly
 * beside their letters.
 */
const unspaced = String.raw`\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Bopo}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}\p{scx=Tibt}\p{scx=Hang}`

/**
 * Web addresses, which contain no mentions: with a scheme, with `www.`, or with a path (medium.com/@ana). A blank ends an
 * address, and so do punctuation marks that no address contains.
 */
const addressEnd = String.raw`[^\s<>"“”、。,「」()]*`
const links = new RegExp(
  String.raw`[a-z][a-z0-9+.-]{1,20}:\/\/${addressEnd}|(?<![@\w.-])(?:www\.|[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}\.[a-z]{2,24}(?::\d{1,5})?\/)${addressEnd}`,
  'giu',
)

/** Code between backquotes, which contains no mentions. */
const code = /```[\s\S]*?```|``[^`\n]*``|`[^`\n]*`/g

/**
 * Matches an @ and a possible handle. It does not match inside a mail address, before a letter that continues the word, or before
 * a host (@ana@mastodon.example).
 */
const mentionPattern = new RegExp(
  String.raw`(?<=^|[^\p{L}\p{N}\p{M}_.@＠+-]|[${unspaced}])[@＠]([A-Za-z0-9_.]{3,64})(?![A-Za-z0-9_.]|\p{M}|[\p{sc=Latn}\p{sc=Cyrl}\p{sc=Grek}]|@[\p{L}\p{N}-]+\.[\p{L}\p{N}])`,
  'gu',
)

/** Directly after a letter, a name that ends like a host belongs to a mail address: 用户@example.com. */
const behindLetter = new RegExp(`[${unspaced}]$`, 'u')
const mailHost = /\.(?:com|net|org|info|edu|gov|app|dev|example|[a-z]{2})\.*$/i

const hasHandleLength = (handle: string): boolean => handle.length >= 3 && handle.length <= 30

/**
 * Returns every handle that the author may mean, the likeliest first. A full stop may be part of a handle or end a sentence; only
 * the accounts can decide. When a capital letter follows small letters ("ask @ana.Then ride"), it probably ends a sentence. Only
 * older accounts have handles that end with a full stop or an underscore, so these come last.
 */
const listCandidates = (written: string): readonly string[] => {
  const parts = written.replace(/[._]+$/, '').split('.')
  const whole = parts.map((_, index) => parts.slice(0, index + 1).join('.'))
  const sentenceAt = parts.findIndex((part, index) => index > 0 && /^[A-Z]/.test(part) && !/[A-Z]/.test(whole[index - 1] ?? ''))
  const first = sentenceAt === -1 ? [] : whole.slice(0, sentenceAt).toReversed()
  const older: string[] = []
  for (let handle = written; /[._]$/.test(handle); handle = handle.slice(0, -1)) older.push(handle)
  const inner = whole.flatMap((handle) => [handle, handle.replace(/[._]+$/, '')])
  const all = [...first, ...inner.toReversed(), ...older].map((handle) => handle.toLowerCase())
  return [...new Set(all)].filter(hasHandleLength)
}

/** Finds the possible mentions of a text, in order: for each @, the handles that the author may mean, in lower case. */
export const findMentions = (text: string): readonly (readonly string[])[] => {
  const found: (readonly string[])[] = []
  const bare = text.replace(code, ' ').replace(links, ' ')
  for (const match of bare.matchAll(mentionPattern)) {
    if (found.length === MAX_MENTIONS) break
    const written = match[1] ?? ''
    const isMail = mailHost.test(written) && behindLetter.test(bare.slice(0, match.index))
    const candidates = isMail ? [] : listCandidates(written)
    if (candidates.length > 0) found.push(candidates)
  }
  return found
}

/** What stands in a text instead of a mention of an athlete who was erased. Nobody can have this handle. */
const ERASED = '@deleted'

/** Returns a text without the mentions of a handle. */
export const withoutMentionsOf = (text: string, handle: string): string =>
  text.replace(mentionPattern, (whole, written: string) =>
    listCandidates(written).includes(handle.toLowerCase()) ? ERASED : whole,
  )

/** Returns the mentioned athletes, each once, in the order of the text. The keys of `idByHandle` are handles in lower case. */
export const mentionedIds = (
  candidates: readonly (readonly string[])[],
  idByHandle: ReadonlyMap<string, string>,
): readonly string[] => {
  const ids = candidates.map((handles) => handles.map((handle) => idByHandle.get(handle)).find((id) => id !== undefined))
  return [...new Set(ids.filter((id) => id !== undefined))]
}

/** What an edit changes of the mentions of a text. */
export const changeOfMentions = (before: readonly string[], after: readonly string[]) => ({
  mentionedIds: [...after],
  addedIds: after.filter((id) => !before.includes(id)),
  removedIds: before.filter((id) => !after.includes(id)),
})
