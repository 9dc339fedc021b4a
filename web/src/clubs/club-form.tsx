import { useState } from 'react'
import type { Wrong } from '../api/wrong.ts'
import type { Spot } from '../app/where.ts'
import { CardChoice } from '../design/fields.tsx'
import { Button, TextArea, TextField } from '../design/parts.tsx'
import { useTexts } from '../texts/use-texts.ts'
import { PlaceField } from './place-field.tsx'
import { type SportName, SportPicks } from './sport-picks.tsx'
import own from './texts.ts'
import words from './words.texts.ts'

type Access = 'OPEN' | 'ON_REQUEST' | 'SECRET'

/** What the form gives: the input of createClub and updateClub. */
export interface ClubFields {
  readonly name: string
  readonly description: string
  readonly slug?: string
  readonly sports: SportName[]
  readonly access: Access
  readonly latitude: number | null
  readonly longitude: number | null
}

interface ClubFormProps {
  readonly known?: {
    readonly name: string
    readonly description: string | null | undefined
    readonly slug: string
    readonly sports: readonly SportName[]
    readonly access: Access
    readonly location: Spot | null | undefined
  }
  readonly send: string
  readonly isBusy: boolean
  readonly wrong: Wrong
  readonly onSend: (fields: ClubFields) => void
}

/** Founds a club, or changes what stands about it. */
export const ClubForm = ({ known, send, isBusy, wrong, onSend }: ClubFormProps) => {
  const t = useTexts(own)
  const word = useTexts(words)
  const [sports, setSports] = useState<readonly SportName[]>(known?.sports ?? [])
  const [access, setAccess] = useState<Access>(known?.access ?? 'OPEN')
  const [spot, setSpot] = useState<Spot | null>(known?.location ?? null)
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        const given = new FormData(event.currentTarget)
        const text = (name: string) => String(given.get(name) ?? '').trim()
        const slug = text('slug')
        onSend({
          name: text('name'),
          description: text('description'),
          ...(slug !== '' && access !== 'SECRET' && slug !== known?.slug && { slug }),
          sports: [...sports],
          access,
          latitude: spot?.latitude ?? null,
          longitude: spot?.longitude ?? null,
        })
      }}
    >
      <TextField
        label={t('name')}
        name="name"
        required
        minLength={3}
        maxLength={80}
        defaultValue={known?.name}
        wrong={wrong.fields.name}
      />
      <TextArea
        label={t('description')}
        name="description"
        maxLength={2000}
        defaultValue={known?.description ?? ''}
        wrong={wrong.fields.description}
      />
      <div className="form-choice">
        <span className="field-name" aria-hidden="true">
          {t('access')}
        </span>
        <CardChoice
          label={t('access')}
          name="access"
          value={access}
          onChoose={setAccess}
          of={[
            { value: 'OPEN', text: word('OPEN'), more: t('openMore') },
            { value: 'ON_REQUEST', text: word('ON_REQUEST'), more: t('onRequestMore') },
            { value: 'SECRET', text: word('SECRET'), more: t('secretMore') },
          ]}
        />
      </div>
      <SportPicks value={sports} onChange={setSports} wrong={wrong.fields.sports} />
      {access !== 'SECRET' && (
        <TextField
          label={t('slug')}
          name="slug"
          hint={t('slugHint')}
          pattern="[a-z0-9]+(-[a-z0-9]+)*"
          autoCapitalize="none"
          defaultValue={known?.access === 'SECRET' ? '' : known?.slug}
          wrong={wrong.fields.slug}
        />
      )}
      <PlaceField label={t('home')} hint={t('homeHint')} radiusMeters={3_000} value={spot} onChange={setSpot} />
      {wrong.all !== null && (
        <p className="form-wrong" role="alert">
          {wrong.all}
        </p>
      )}
      <Button type="submit" look="main" busy={isBusy}>
        {send}
      </Button>
    </form>
  )
}
