import type { Say } from '../../texts/say.ts'
import type { Status } from './sent.ts'
import type warningTexts from './warnings.texts.ts'

type Warned = Pick<Status, 'warnings' | 'warningFacts'>

/** Says what was not as it should be in a file, in the words of the platform where there are none of ours for it. */
export const warningsIn = ({ warnings, warningFacts }: Warned, say: Say<typeof warningTexts>): readonly string[] =>
  warnings.map((sentence) => {
    const fact = warningFacts.find(({ message }) => message === sentence)
    if (fact === undefined) return sentence
    const { code, count, max, part, parts } = fact
    const values = { count: count ?? 0, max: max ?? 0, part: part ?? 0, parts: parts ?? 0 }
    // Which of them a code has, its texts say.
    const text = (say as (key: string, values: object) => string)(code, values)
    return text === code ? sentence : text
  })
