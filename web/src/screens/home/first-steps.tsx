import { useState } from 'react'
import { graphql, useFragment } from 'react-relay/hooks'
import type { firstSteps_viewer$key } from '#relay/firstSteps_viewer'
import type { firstStepsPersonaMutation } from '#relay/firstStepsPersonaMutation'
import personas from '../../account/persona.texts.ts'
import { sentenceOf } from '../../api/wrong.ts'
import { PERSONAS } from '../../app/personas.ts'
import { Link } from '../../app/router.tsx'
import { useSend } from '../../app/use-send.ts'
import { Icon, type IconName } from '../../design/icon.tsx'
import { Button, Choice } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import { doneOf, STEPS, type Step } from './steps.ts'
import own from './texts.ts'

const WAYS: Readonly<Record<Step, { readonly icon: IconName; readonly to: () => string }>> = {
  verify: { icon: 'mail', to: () => hrefs.settings('account') },
  follow: { icon: 'search', to: () => hrefs.people() },
  club: { icon: 'people', to: () => hrefs.clubs() },
  activity: { icon: 'upload', to: () => hrefs.upload() },
  picture: { icon: 'camera', to: () => hrefs.settings() },
}

const hiddenKey = (athleteId: string) => `first-steps-hidden:${athleteId}`

/** What somebody new does first, and what the app is to be for them. Nothing stands there for who is new no more, or does not want it on this device. */
export const FirstSteps = ({ viewer: key }: { readonly viewer: firstSteps_viewer$key }) => {
  const t = useTexts(own)
  const name = useTexts(personas)
  const say = useToast()
  const { id, emailVerified, persona, athlete, clubs } = useFragment(
    graphql`
      fragment firstSteps_viewer on Viewer {
        id
        emailVerified
        persona
        athlete {
          id
          displayName
          avatarUrl
          followingCount
          newest: activities(first: 1) {
            edges {
              node {
                id
              }
            }
          }
        }
        clubs(first: 4) {
          edges {
            node {
              id
            }
          }
        }
      }
    `,
    key,
  )
  const { send } = useSend<firstStepsPersonaMutation>(graphql`
    mutation firstStepsPersonaMutation($input: UpdateProfileInput!) {
      updateProfile(input: $input) {
        id
        persona
      }
    }
  `)
  const [isHidden, setHidden] = useState(() => localStorage.getItem(hiddenKey(athlete.id)) !== null)
  const { displayName, avatarUrl, followingCount, newest } = athlete
  const done = doneOf({
    ...{ emailVerified, avatarUrl, followingCount },
    clubs: clubs?.edges.length,
    activities: newest?.edges.length,
  })
  if (done === null || isHidden) return null
  const hide = () => {
    localStorage.setItem(hiddenKey(athlete.id), 'yes')
    setHidden(true)
  }
  return (
    <section className="card is-padded first-steps" aria-labelledby="first-steps">
      <h2 id="first-steps">{t('hello', { name: displayName })}</h2>
      <p className="soft">{t('helloMore')}</p>
      <Choice
        label={name('persona')}
        of={PERSONAS.map((value) => ({ value, text: name(value) }))}
        value={persona}
        onChoose={(next) =>
          send(
            { input: { persona: next } },
            {
              optimisticUpdater: (store) => store.get(id)?.setValue(next, 'persona'),
              failed: (refused) => say(sentenceOf(refused) ?? ''),
            },
          )
        }
      />
      <ol>
        {STEPS.map((step) => (
          <li key={step} className={done.has(step) ? 'is-done' : undefined}>
            <Link to={WAYS[step].to()}>
              <span className="first-steps-mark">
                <Icon name={done.has(step) ? 'check' : WAYS[step].icon} />
              </span>
              <span>
                <strong>{t(`step_${step}`)}</strong>
                {done.has(step) ? <span className="unseen">{t('stepDone')}</span> : <span>{t(`step_${step}_more`)}</span>}
              </span>
            </Link>
          </li>
        ))}
      </ol>
      <Button small look="quiet" onClick={hide}>
        {t('hideSteps')}
      </Button>
    </section>
  )
}
