import { useCallback, useState } from 'react'
import { graphql, useMutation } from 'react-relay/hooks'
import type { enterSignInMutation } from '#relay/enterSignInMutation'
import type { enterSignUpMutation } from '#relay/enterSignUpMutation'
import type { GraphqlError } from '../api/environment.ts'
import { keepSession, OfflineError } from '../api/session.ts'
import { beginningAt } from '../app/router.tsx'
import { useTexts } from '../texts/use-texts.ts'
import own from './texts.ts'

/** What went wrong: a sentence for the whole form, and one for each field. */
export interface Wrong {
  readonly all: string | null
  readonly fields: Readonly<Record<string, string>>
}

const NOTHING: Wrong = { all: null, fields: {} }

/** Where a sign-in leads: to the address that asked for it, when it is one of the app. */
const nextOf = (search: string): string => {
  const next = new URLSearchParams(search).get('next') ?? '/'
  return /^\/(?![/\\])/.test(next) ? next : '/'
}

/** Returns what signs in and what signs up, whether one of them is under way, and what was wrong. */
export const useEntering = () => {
  const t = useTexts(own)
  const [wrong, setWrong] = useState<Wrong>(NOTHING)
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
      const [first] = errors
      const code = first?.extensions?.code
      const fields = Object.fromEntries(
        (first?.extensions?.fields ?? []).map(({ path, message }) => [path.replace(/^input\./, ''), message]),
      )
      setBusy(false)
      if (Object.keys(fields).length > 0) setWrong({ all: null, fields })
      else if (code === 'UNAUTHENTICATED') setWrong({ all: t('wrongPassword'), fields: {} })
      else if (code === 'RATE_LIMITED') setWrong({ all: t('tooOften'), fields: {} })
      else setWrong({ all: first?.message ?? t('failed'), fields: {} })
    },
    [t],
  )

  const keep = useCallback(
    async (refreshToken: string | undefined) => {
      try {
        if (refreshToken === undefined) return
        await beginningAt(nextOf(location.search), () => keepSession(refreshToken))
      } catch (error) {
        failed([{ message: error instanceof OfflineError ? t('offline') : t('failed') }])
      }
    },
    [failed, t],
  )

  const callbacks = <Answer>(tokenOf: (answer: Answer) => string | undefined) => ({
    onCompleted: (answer: Answer, errors: readonly unknown[] | null) => {
      if (errors !== null && errors.length > 0) failed(errors as readonly GraphqlError[])
      else void keep(tokenOf(answer))
    },
    onError: (error: Error & { source?: { errors?: readonly GraphqlError[] } }) =>
      failed(error.source?.errors ?? [{ message: error instanceof OfflineError ? t('offline') : t('failed') }]),
  })
  const begin = () => {
    setBusy(true)
    setWrong(NOTHING)
  }

  return {
    wrong,
    isBusy,
    signIn(email: string, password: string) {
      begin()
      commitSignIn({
        variables: { input: { email, password } },
        ...callbacks(({ signIn }: enterSignInMutation['response']) => signIn?.refreshToken),
      })
    },
    signUp(input: enterSignUpMutation['variables']['input']) {
      begin()
      commitSignUp({ variables: { input }, ...callbacks(({ signUp }: enterSignUpMutation['response']) => signUp?.refreshToken) })
    },
  }
}
