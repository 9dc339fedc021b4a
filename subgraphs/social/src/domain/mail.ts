/** A mail about several notifications of one kind names so many of them. */
const MOST_LINES = 10

/** Returns the subject and the paragraphs of a mail: the sentences of the notifications, the latest first. */
export const mailText = (sentences: readonly string[]): { readonly subject: string; readonly paragraphs: readonly string[] } => {
  const [first = '', ...others] = sentences
  const rest = sentences.length - MOST_LINES
  const lines = sentences.slice(0, MOST_LINES).map((sentence) => `${sentence}.`)
  return {
    subject: others.length === 0 ? first : `${first}, and ${others.length} more`,
    paragraphs: rest > 0 ? [...lines, `And ${rest} more.`] : lines,
  }
}
