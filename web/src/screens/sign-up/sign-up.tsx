import '../../account/account.css'
import { useEntering } from '../../account/enter.ts'
import own from '../../account/texts.ts'
import { Link } from '../../app/router.tsx'
import type { ScreenProps } from '../../app/screen.ts'
import { useVisitor } from '../../app/visitor.tsx'
import { Button, TextField } from '../../design/parts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'

export default function SignUp({ search }: ScreenProps) {
  const t = useTexts(own)
  const { timeZone, units } = useVisitor()
  const { signUp, isBusy, wrong } = useEntering()
  return (
    <div className="page account">
      <title>{`${t('join')} · Gruppetto`}</title>
      <form
        className="card is-padded account-form"
        onSubmit={(event) => {
          event.preventDefault()
          const form = new FormData(event.currentTarget)
          const of = (name: string) => String(form.get(name)).trim()
          const password = String(form.get('password'))
          signUp({
            displayName: of('displayName'),
            handle: of('handle').toLowerCase(),
            email: of('email'),
            password,
            timeZone,
            units,
          })
        }}
      >
        <header>
          <h1>{t('join')}</h1>
          <p>{t('joinMore')}</p>
        </header>
        <TextField label={t('name')} name="displayName" autoComplete="name" required wrong={wrong.fields.displayName} />
        <TextField
          label={t('handle')}
          name="handle"
          autoComplete="nickname"
          autoCapitalize="none"
          spellCheck={false}
          required
          hint={t('handleHint')}
          wrong={wrong.fields.handle}
        />
        <TextField label={t('email')} name="email" type="email" autoComplete="username" required wrong={wrong.fields.email} />
        <TextField
          label={t('password')}
          name="password"
          type="password"
          autoComplete="new-password"
          required
          hint={t('passwordHint')}
          wrong={wrong.fields.password}
        />
        {wrong.all !== null && (
          <p className="account-wrong" role="alert">
            {wrong.all}
          </p>
        )}
        <Button type="submit" look="main" busy={isBusy}>
          {t('create')}
        </Button>
        <p>
          {t('hasAccount')} <Link to={hrefs.signIn(search.get('next') ?? undefined)}>{t('signIn')}</Link>
        </p>
      </form>
    </div>
  )
}
