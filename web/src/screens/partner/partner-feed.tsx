import { useState } from 'react'
import { graphql } from 'react-relay/hooks'
import type { partnerFeedMutation, partnerFeedMutation$data } from '#relay/partnerFeedMutation'
import { useFieldWords } from '../../app/field-words.ts'
import { useSend } from '../../app/use-send.ts'
import { WrongAll } from '../../design/fields.tsx'
import { Button, Figures, TextArea } from '../../design/parts.tsx'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import refusalTexts from './refusals.texts.ts'
import { sayRefusal } from './refusals.ts'
import own from './texts.ts'

/** What a request may hold, in bytes of the file; the platform says how many lines. */
const MOST_BYTES = 1_000_000

type Outcome = partnerFeedMutation$data['importProducts']

const What = ({ outcome }: { readonly outcome: Outcome }) => {
  const t = useTexts(own)
  const measures = useMeasures()
  const refusalWords = useTexts(refusalTexts)
  const fieldWords = useFieldWords()
  const { dryRun, created, changed, unchanged, refused, ignoredColumns, changes, refusals } = outcome
  return (
    <section className="section" role="status">
      <h3>{t(dryRun ? 'wouldBe' : 'isDone')}</h3>
      <Figures
        of={[
          { name: t('created'), value: measures.number(created) },
          { name: t('changed'), value: measures.number(changed) },
          { name: t('unchanged'), value: measures.number(unchanged) },
          { name: t('refusedLines'), value: measures.number(refused) },
        ]}
      />
      {ignoredColumns.length > 0 && <p className="soft">{t('ignored', { columns: ignoredColumns.join(', ') })}</p>}
      {refusals.length > 0 && (
        <ul className="partner-lines">
          {refusals.map((refused) => (
            <li key={refused.line}>
              <strong>{t('line', { line: measures.number(refused.line) })}</strong>{' '}
              {refused.sku != null && <code>{refused.sku}</code>}{' '}
              <span className="form-wrong">{sayRefusal(refused, refusalWords, fieldWords)}</span>
            </li>
          ))}
        </ul>
      )}
      {changes.length > 0 && (
        <ul className="partner-lines">
          {changes.map(({ line, sku, isNew, fields }) => (
            <li key={line}>
              <strong>{t('line', { line: measures.number(line) })}</strong> <code>{sku}</code>{' '}
              {isNew && <span className="chip is-pine">{t('isNew')}</span>}
              {!isNew && (
                <ul>
                  {fields.map(({ field, before, after }) => (
                    <li key={field}>
                      <code>{field}</code>: {before ?? '–'} → {after ?? '–'}
                    </li>
                  ))}
                </ul>
              )}
            </li>
          ))}
        </ul>
      )}
      {(created + changed > changes.length || refused > refusals.length) && <p className="soft">{t('firstFifty')}</p>}
    </section>
  )
}

/** Takes a list of products: first it says what the list would change, then somebody says yes. */
export const PartnerFeed = ({ onDone }: { readonly onDone: () => void }) => {
  const t = useTexts(own)
  const [feed, setFeed] = useState('')
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const [isTooLarge, setTooLarge] = useState(false)
  const { send, isBusy, wrong } = useSend<partnerFeedMutation>(graphql`
    mutation partnerFeedMutation($input: ImportProductsInput!) {
      importProducts(input: $input) {
        dryRun
        created
        changed
        unchanged
        refused
        ignoredColumns
        changes {
          line
          sku
          isNew
          fields {
            field
            before
            after
          }
        }
        refusals {
          line
          sku
          reason
          code
          column
          rule
          min
          max
          format
          currency
          otherLine
          fields
          columns
        }
      }
    }
  `)
  const type = (text: string) => {
    setFeed(text)
    // What was said is of another list.
    setOutcome(null)
    setTooLarge(new Blob([text]).size > MOST_BYTES)
  }
  const bring = (dryRun: boolean) =>
    send(
      { input: { feed, dryRun } },
      {
        done: ({ importProducts }) => {
          setOutcome(importProducts)
          if (!dryRun) onDone()
        },
      },
    )
  const mayApply = outcome?.dryRun === true && outcome.created + outcome.changed > 0
  return (
    <form
      className="card is-padded form"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isTooLarge) bring(true)
      }}
    >
      <h2>{t('feed')}</h2>
      <p className="soft">{t('feedMore')}</p>
      <label className="field">
        <span className="field-name">{t('feedFile')}</span>
        <input
          className="input"
          type="file"
          accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values"
          onChange={({ target }) => {
            const [file] = target.files ?? []
            if (file === undefined) return
            if (file.size > MOST_BYTES) setTooLarge(true)
            else void file.text().then(type)
          }}
        />
      </label>
      <TextArea
        label={t('feedText')}
        hint={t('feedHint')}
        rows={6}
        required
        value={feed}
        onChange={(event) => type(event.target.value)}
        wrong={isTooLarge ? t('feedLarge') : (wrong.fields.feed ?? undefined)}
      />
      <WrongAll text={wrong.all} />
      <Button type="submit" look={mayApply ? 'plain' : 'main'} busy={isBusy}>
        {t('feedTry')}
      </Button>
      {outcome !== null && <What outcome={outcome} />}
      {mayApply && (
        <Button look="main" busy={isBusy} onClick={() => bring(false)}>
          {t('feedApply')}
        </Button>
      )}
    </form>
  )
}
