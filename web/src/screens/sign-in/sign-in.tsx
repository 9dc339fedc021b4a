import '../../account/account.css'
import { DemoButton } from '../../account/demo-button.tsx'
import { useEntering } from '../../account/enter.ts'
import own from '../../account/texts.ts'
import { Link } from '../../app/router.tsx'
import type { ScreenProps } from '../../app/screen.ts'
import { Button, TextField } from '../../design/parts.tsx'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'

export default function SignIn({ search }: ScreenProps) {
  const t = useTexts(own)
  const measures = useMeasures()
  const { signIn, isBusy, wrong, erasesAt, forget } = useEntering()
  return (
    <div className="page account">
      <title>{`${t('signIn')} · Gruppetto`}</title>
      <form
        className="card is-padded account-form"
        onSubmit={(event) => {
          event.preventDefault()
          const form = new FormData(event.currentTarget)
          signIn(String(form.get('email')), String(form.get('password')), erasesAt !== null)
        }}
        onChange={forget}
      >
        <header>
          <h1>{t('signIn')}</h1>
          <p>{t('signInMore')}</p>
        </header>
        <TextField label={t('email')} name="email" type="email" autoComplete="username" required wrong={wrong.fields.email} />
        <TextField
          label={t('password')}
          name="password"
          type="password"
          autoComplete="current-password"
          required
          wrong={wrong.fields.password}
        />
        {wrong.all !== null && (
          <p className="account-wrong" role="alert">
            {wrong.all}
          </p>
        )}
        {erasesAt !== null && (
          <p className="account-deleted" role="alert">
            {t('deleted', { day: measures.dateOf(erasesAt) })}
          </p>
        )}
        <Button type="submit" look="main" busy={isBusy}>
          {t(erasesAt === null ? 'signIn' : 'restore')}
        </Button>
        <p>
          <Link to={hrefs.forgotPassword()}>{t('forgot')}</Link>
        </p>
        <p>
          {t('noAccount')} <Link to={hrefs.signUp(search.get('next') ?? undefined)}>{t('join')}</Link>
        </p>
      </form>
      <DemoButton explained />
    </div>
  )
}
