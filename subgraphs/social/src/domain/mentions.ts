/** More than this in one text is noise or an attack; the rest stays plain text. */
export const MAX_MENTIONS = 20

/** Scripts that put no blanks between words, and Hangul, whose particles follow a name without one: a mention may stand right beside their letters. */
const unspaced = String.raw`\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Bopo}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}\p{scx=Tibt}\p{scx=Hang}`

/**
 * What is no place for mentions: addresses with a scheme, `www.`, and bare ones with a path (medium.com/@ana). A blank ends them, and the
 * full stops and commas that Latin addresses do not have.
 */
const addressEnd = String.raw`[^\s<>"“”、。,「」()]*`
const links = new RegExp(
  String.raw`[a-z][a-z0-9+.-]{1,20}:\/\/${addressEnd}|(?<![@\w.-])(?:www\.|[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}\.[a-z]{2,24}(?::\d{1,5})?\/)${addressEnd}`,
  'giu',
)

/**
 * An @ and what may be a handle. Not behind what makes it part of a mail address, nor before a letter that goes on with the word, nor with
 * a host behind it (@ana@mastodon.example).
 */
const mentionPattern = new RegExp(
  String.raw`(?<=^|[^\p{L}\p{N}\p{M}_.@＠+-]|[${unspaced}])[@＠]([A-Za-z0-9_.]{3,64})(?![A-Za-z0-9_.]|\p{M}|[\p{sc=Latn}\p{sc=Cyrl}\p{sc=Grek}]|@[\p{L}\p{N}-]+\.[\p{L}\p{N}])`,
  'gu',
)

/** Right behind a letter, a host of the usual endings is a mail address's: 用户@example.com. */
const behindLetter = new RegExp(`[${unspaced}]$`, 'u')
const mailHost = /\.(?:com|net|org|info|edu|gov|app|dev|example|[a-z]{2})\.*$/i

const isHandleLong = (handle: string): boolean => handle.length >= 3 && handle.length <= 30

/**
 * Every handle that may be meant, the likeliest first. A full stop may stand inside a handle or end a sentence ("ask @ana.Then ride"),
 * which only the accounts can tell; where a capital follows small letters, it does end one. Handles no longer begin or end with a full stop
 * or an underscore, so those that do, which older accounts have, come last.
 */
const candidatesOf = (written: string): readonly string[] => {
  const parts = written.replace(/[._]+$/, '').split('.')
  const whole = parts.map((_, index) => parts.slice(0, index + 1).join('.'))
  const sentenceAt = parts.findIndex((part, index) => index > 0 && /^[A-Z]/.test(part) && !/[A-Z]/.test(whole[index - 1] ?? ''))
  const first = sentenceAt === -1 ? [] : whole.slice(0, sentenceAt).toReversed()
  const older: string[] = []
  for (let handle = written; /[._]$/.test(handle); handle = handle.slice(0, -1)) older.push(handle)
  const inner = whole.flatMap((handle) => [handle, handle.replace(/[._]+$/, '')])
  const all = [...first, ...inner.toReversed(), ...older].map((handle) => handle.toLowerCase())
  return [...new Set(all)].filter(isHandleLong)
}

/** The handles a text may mention, in order: for each @ those that may be meant, in lower case. */
export const mentionCandidates = (text: string): readonly (readonly string[])[] => {
  const found: (readonly string[])[] = []
  const bare = text.replace(links, ' ')
  for (const match of bare.matchAll(mentionPattern)) {
    if (found.length === MAX_MENTIONS) break
    const written = match[1] ?? ''
    const isMail = mailHost.test(written) && behindLetter.test(bare.slice(0, match.index))
    const candidates = isMail ? [] : candidatesOf(written)
    if (candidates.length > 0) found.push(candidates)
  }
  return found
}

/** The athletes mentioned, each once, in the order of the text. `idByHandle` is keyed by handles in lower case. */
export const mentionedIds = (
  candidates: readonly (readonly string[])[],
  idByHandle: ReadonlyMap<string, string>,
): readonly string[] => {
  const ids = candidates.map((handles) => handles.map((handle) => idByHandle.get(handle)).find((id) => id !== undefined))
  return [...new Set(ids.filter((id) => id !== undefined))]
}
