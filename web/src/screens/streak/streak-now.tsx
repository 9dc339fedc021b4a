import { graphql, useFragment } from 'react-relay/hooks'
import type { streakNow_streak$key } from '#relay/streakNow_streak'
import type { streakNowAutomaticMutation } from '#relay/streakNowAutomaticMutation'
import type { streakNowFreezeMutation } from '#relay/streakNowFreezeMutation'
import { useSend } from '../../app/use-send.ts'
import { Switch } from '../../design/fields.tsx'
import { Icon } from '../../design/icon.tsx'
import { Button, Figures } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

/** How long it goes on, and what keeps it today. */
export const StreakNow = ({ streak: key }: { readonly streak: streakNow_streak$key }) => {
  const t = useTexts(own)
  const say = useToast()
  const streak = useFragment(
    graphql`
      fragment streakNow_streak on Streak {
        currentDays
        longestDays
        currentWeeks
        longestWeeks
        freezesLeft
        automaticFreezes
        atRiskSince
      }
    `,
    key,
  )
  const freeze = useSend<streakNowFreezeMutation>(graphql`
    mutation streakNowFreezeMutation {
      useStreakFreeze {
        id
        athlete {
          id
          streak {
            ...streakNow_streak
          }
        }
      }
    }
  `)
  const automatic = useSend<streakNowAutomaticMutation>(graphql`
    mutation streakNowAutomaticMutation($automatic: Boolean!) {
      setAutomaticFreezes(automatic: $automatic) {
        id
        athlete {
          id
          streak {
            ...streakNow_streak
          }
        }
      }
    }
  `)
  const refused = ({ all }: { readonly all: string | null }) => say(all ?? t('notKept'))
  return (
    <section className="card is-padded training-card">
      <h2>{t('streak')}</h2>
      <p className="streak-large">
        <Icon name="flame" />
        {t('days', { count: streak.currentDays })}
      </p>
      {streak.atRiskSince != null && <p className="streak-risk">{t('atRisk')}</p>}
      <Figures
        of={[
          { name: t('longest'), value: t('days', { count: streak.longestDays }) },
          { name: t('weeks'), value: t('weekCount', { count: streak.currentWeeks }) },
          { name: t('longestWeeks'), value: t('weekCount', { count: streak.longestWeeks }) },
        ]}
      />
      <div className="training-acts">
        <Button
          look={streak.atRiskSince == null ? 'outline' : 'main'}
          icon="snow"
          busy={freeze.isBusy}
          disabled={streak.atRiskSince == null || streak.freezesLeft === 0}
          onClick={() => freeze.send({}, { done: () => say(t('frozen')), failed: refused })}
        >
          {t('freeze')}
        </Button>
        <span className="training-soft">{t('freezesLeft', { count: streak.freezesLeft })}</span>
      </div>
      <Switch
        label={t('automatic')}
        hint={t('automaticMore')}
        on={streak.automaticFreezes}
        disabled={automatic.isBusy}
        onChange={(on) => automatic.send({ automatic: on }, { failed: refused })}
      />
    </section>
  )
}
