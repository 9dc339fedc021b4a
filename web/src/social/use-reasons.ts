import type { GraphqlError } from '../api/graphql-error.ts'
import { PhotoError } from '../api/send-photo.ts'
import { sentenceOfError } from '../api/wrong.ts'
import { useErrorWords } from '../app/use-send.ts'
import { useTexts } from '../texts/use-texts.ts'
import own from './failures.texts.ts'
import { failureIn } from './failures.ts'

/** Returns what says why the platform did not take something: an operation, a file, a photo. */
export const useReasons = () => {
  const words = useErrorWords()
  const t = useTexts(own)
  const failure = ({ code, message }: { readonly code: string; readonly message: string }): string =>
    failureIn(code, t) ?? message
  return {
    /** Empty where the error does not say what it is. */
    refusal: (error: GraphqlError | null): string => sentenceOfError(error ?? undefined, words),
    failure,
    /** Null where a photo did not arrive. */
    photo(error: unknown): string | null {
      if (!(error instanceof PhotoError)) return null
      if (error.failure !== undefined) return failure(error.failure)
      return sentenceOfError(error.refusal, words) || null
    },
  }
}
