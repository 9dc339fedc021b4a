import { type UseMutationConfig, useMutation } from 'react-relay/hooks'
import type { GraphQLTaggedNode, MutationParameters } from 'relay-runtime'
import type { GraphqlError } from '../api/graphql-error.ts'
import { type ErrorWords, errorsOf, NOTHING_WRONG, type Wrong, wrongOf } from '../api/wrong.ts'
import { useMeasures } from '../texts/use-measures.ts'
import { useTexts } from '../texts/use-texts.ts'
import conflictTexts from './conflicts.texts.ts'
import { conflictOf } from './conflicts.ts'
import { useFieldWords } from './field-words.ts'
import own from './refusals.texts.ts'
import { useWrong } from './use-wrong.ts'

const CODES = [
  'OFFLINE',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'PREMIUM_REQUIRED',
  'RATE_LIMITED',
  'SERVICE_UNAVAILABLE',
  'INTERNAL_SERVER_ERROR',
] as const

/** Returns what says errors in words. */
export const useErrorWords = (): ErrorWords => {
  const t = useTexts(own)
  const conflicts = useTexts(conflictTexts)
  const field = useFieldWords()
  const measures = useMeasures()
  const code: ErrorWords['code'] = (given, error) => {
    const seconds = error?.extensions?.retryAfterSeconds
    if (given === 'RATE_LIMITED' && seconds !== undefined) return t('WAIT', { seconds })
    const until = error?.extensions?.suspendedUntil
    if (given === 'FORBIDDEN' && until !== undefined) return t('SUSPENDED', { when: measures.dateTime(until) })
    if (given === 'CONFLICT') return conflictOf(error, conflicts) ?? t('CONFLICT')
    const known = CODES.find((each) => each === given)
    return known === undefined ? null : t(known)
  }
  return { code, field }
}

type More<Mutation extends MutationParameters> = Partial<
  Pick<UseMutationConfig<Mutation>, 'optimisticUpdater' | 'optimisticResponse' | 'updater'>
> & {
  readonly done?: (answer: Mutation['response']) => void
  readonly failed?: (wrong: Wrong) => void
}

/**
 * Returns what sends a mutation, whether it is under way, and what was wrong with the last one. `words` says codes as this place means them, where the
 * general words do not fit.
 */
export const useSend = <Mutation extends MutationParameters>(
  mutation: GraphQLTaggedNode,
  words: Readonly<Record<string, string>> = {},
) => {
  const general = useErrorWords()
  const [commit, isBusy] = useMutation<Mutation>(mutation)
  const [wrong, setWrong] = useWrong()
  const send = (variables: Mutation['variables'], { done, failed, ...more }: More<Mutation> = {}): void => {
    const refuse = (errors: readonly GraphqlError[]) => {
      const code: ErrorWords['code'] = (given, error) =>
        // Who is suspended is told so, whatever this place means by FORBIDDEN.
        (error?.extensions?.suspendedUntil === undefined ? words[given] : undefined) ?? general.code(given, error)
      const said = wrongOf(errors, { ...general, code })
      setWrong(said)
      failed?.(said)
    }
    setWrong(NOTHING_WRONG)
    commit({
      variables,
      ...more,
      onCompleted: (answer, errors) => {
        if (errors !== null && errors.length > 0) refuse(errors as unknown as readonly GraphqlError[])
        else done?.(answer)
      },
      onError: (error) => refuse(errorsOf(error)),
    } as UseMutationConfig<Mutation>)
  }
  return { send, isBusy, wrong }
}
