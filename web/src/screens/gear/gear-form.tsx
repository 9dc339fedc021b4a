import { useState } from 'react'
import { graphql } from 'react-relay/hooks'
import type { GearKind, gearFormAddMutation } from '#relay/gearFormAddMutation'
import type { gearFormChangeMutation } from '#relay/gearFormChangeMutation'
import { useSend } from '../../app/use-send.ts'
import { useVisitor } from '../../app/visitor.tsx'
import { Switch } from '../../design/fields.tsx'
import { Button, Choice, TextField } from '../../design/parts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

const KINDS = ['SHOES', 'BIKE', 'OTHER'] as const
const METERS = { METRIC: 1_000, IMPERIAL: 1_609.344 } as const

interface GearFormProps {
  /** Of the viewer to whom new gear is added; null for a change. */
  readonly viewerId: string | null
  readonly gear: {
    readonly id: string
    readonly name: string
    readonly kind: GearKind
    readonly retireAtMeters: number | null | undefined
    readonly retired: boolean
  } | null
  readonly onDone: () => void
}

/** New gear, or a change of what is there. */
export const GearForm = ({ viewerId, gear, onDone }: GearFormProps) => {
  const t = useTexts(own)
  const { units } = useVisitor()
  const [kind, setKind] = useState<GearKind>(gear?.kind ?? 'SHOES')
  const [isRetired, setRetired] = useState(gear?.retired ?? false)
  const add = useSend<gearFormAddMutation>(graphql`
    mutation gearFormAddMutation($input: GearInput!) {
      addGear(input: $input) {
        id
        retired
        ...gearItem_gear
      }
    }
  `)
  const change = useSend<gearFormChangeMutation>(graphql`
    mutation gearFormChangeMutation($id: ID!, $input: GearInput!) {
      updateGear(id: $id, input: $input) {
        id
        retired
        ...gearItem_gear
      }
    }
  `)
  const { wrong, isBusy } = gear === null ? add : change
  const known = gear?.retireAtMeters == null ? '' : String(Math.round(gear.retireAtMeters / METERS[units]))
  const save = (form: FormData) => {
    const limit = String(form.get('retireAtMeters') ?? '').trim()
    const input = {
      name: String(form.get('name')).trim(),
      kind,
      // What was only rounded to be shown stays as it is.
      ...(limit === known ? {} : { retireAtMeters: limit === '' ? null : Number(limit) * METERS[units] }),
      ...(gear === null ? {} : { retired: isRetired }),
    }
    if (gear === null) {
      add.send(
        { input },
        {
          done: onDone,
          updater: (store) => {
            const viewer = viewerId === null ? null : store.get(viewerId)
            const made = store.getRootField('addGear')
            if (viewer != null && made != null)
              viewer.setLinkedRecords([made, ...(viewer.getLinkedRecords('gear') ?? [])], 'gear')
          },
        },
      )
    } else change.send({ id: gear.id, input }, { done: onDone })
  }
  return (
    <form
      className="training-form"
      onSubmit={(event) => {
        event.preventDefault()
        save(new FormData(event.currentTarget))
      }}
    >
      <Choice label={t('kind')} of={KINDS.map((value) => ({ value, text: t(value) }))} value={kind} onChoose={setKind} />
      <TextField
        label={t('name')}
        name="name"
        required
        maxLength={100}
        defaultValue={gear?.name ?? ''}
        wrong={wrong.fields.name}
      />
      <TextField
        label={t(units === 'METRIC' ? 'limitKm' : 'limitMiles')}
        hint={t('limitMore')}
        name="retireAtMeters"
        type="number"
        inputMode="numeric"
        min={0}
        defaultValue={known}
        wrong={wrong.fields.retireAtMeters}
      />
      {gear !== null && <Switch label={t('isRetired')} hint={t('isRetiredMore')} on={isRetired} onChange={setRetired} />}
      {wrong.all !== null && (
        <p className="training-wrong" role="alert">
          {wrong.all}
        </p>
      )}
      <Button type="submit" look="main" busy={isBusy}>
        {t('save')}
      </Button>
    </form>
  )
}
