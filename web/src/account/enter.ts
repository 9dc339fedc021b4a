import { useCallback, useState } from 'react'
import { graphql, useMutation } from 'react-relay/hooks'
import type { enterSignInMutation } from '#relay/enterSignInMutation'
import type { enterSignUpMutation } from '#relay/enterSignUpMutation'
import type { GraphqlError } from '../api/graphql-error.ts'
import { keepSession, OfflineError } from '../api/session.ts'
import { errorsOf, NOTHING_WRONG, wrongOf } from '../api/wrong.ts'
import { useFieldWords } from '../app/field-words.ts'
import { beginningAt } from '../app/router.tsx'
import { useWrong } from '../app/use-wrong.ts'
import { useTexts } from '../texts/use-texts.ts'
import own from './texts.ts'

/** Where a sign-in leads: to the address that asked for it, when it is one of the app. */
const nextOf = (search: string): string => {
  const next = new URLSearchParams(search).get('next') ?? '/'
  return /^\/(?![/\\])/.test(next) ? next : '/'
}

/** What the codes are called here, where there is nobody signed in. */
const WORDS = {
  UNAUTHENTICATED: 'wrongPassword',
  RATE_LIMITED: 'tooOften',
  OFFLINE: 'offline',
  INTERNAL_SERVER_ERROR: 'failed',
} as const

/**
 * Returns what signs in and what signs up, whether one of them is under way, and what was wrong. `erasesAt` is when the account that was to sign in
 * is erased, since it was deleted: until then it can be brought back.
 */
export const useEntering = () => {
  const t = useTexts(own)
  const field = useFieldWords()
  const [wrong, setWrong] = useWrong()
  const [erasesAt, setErasesAt] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [commitSignIn] = useMutation<enterSignInMutation>(graphql`
    mutation enterSignInMutation($input: SignInInput!) {
      signIn(input: $input) {
        refreshToken
      }
    }
  `)
  const [commitSignUp] = useMutation<enterSignUpMutation>(graphql`
    mutation enterSignUpMutation($input: SignUpInput!) {
      signUp(input: $input) {
        refreshToken
      }
    }
  `)

  const failed = useCallback(
    (errors: readonly GraphqlError[]) => {
      setBusy(false)
      const deleted = errors.find(({ extensions }) => extensions?.code === 'ACCOUNT_DELETED')?.extensions?.erasesAt
      setErasesAt(deleted ?? null)
      if (deleted !== undefined) return
      setWrong(wrongOf(errors, { code: (code) => (code in WORDS ? t(WORDS[code as keyof typeof WORDS]) : null), field }))
    },
    [t, field, setWrong],
  )

  const keep = useCallback(
    async (refreshToken: string | undefined) => {
      try {
        if (refreshToken === undefined) throw new Error('There is no session')
        await beginningAt(nextOf(location.search), () => keepSession(refreshToken))
      } catch (error) {
        failed([{ message: '', extensions: { code: error instanceof OfflineError ? 'OFFLINE' : 'INTERNAL_SERVER_ERROR' } }])
      }
    },
    [failed],
  )

  const callbacks = <Answer>(tokenOf: (answer: Answer) => string | undefined) => ({
    onCompleted: (answer: Answer, errors: readonly unknown[] | null) => {
      if (errors !== null && errors.length > 0) failed(errors as readonly GraphqlError[])
      else void keep(tokenOf(answer))
    },
    onError: (error: Error) => failed(errorsOf(error)),
  })
  const begin = () => {
    setBusy(true)
    setWrong(NOTHING_WRONG)
  }

  return {
    wrong,
    isBusy,
    erasesAt,
    /** For another account than the deleted one. */
    forget: () => setErasesAt(null),
    signIn(email: string, password: string, restore = false) {
      begin()
      commitSignIn({
        variables: { input: { email, password, restore } },
        ...callbacks(({ signIn }: enterSignInMutation['response']) => signIn?.refreshToken),
      })
    },
    signUp(input: enterSignUpMutation['variables']['input']) {
      begin()
      commitSignUp({ variables: { input }, ...callbacks(({ signUp }: enterSignUpMutation['response']) => signUp?.refreshToken) })
    },
  }
}
