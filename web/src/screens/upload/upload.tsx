import './upload.css'
import { memo, useState } from 'react'
import { Link } from '../../app/router.tsx'
import { Icon } from '../../design/icon.tsx'
import { Bar, Button, Choice } from '../../design/parts.tsx'
import { useOutbox, useWaiting } from '../../offline/outbox-context.tsx'
import offlineTexts from '../../offline/texts.ts'
import { useReasons } from '../../social/use-reasons.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import adviceTexts from './advice.texts.ts'
import { ArchiveSummary } from './archive-summary.tsx'
import { filesIn } from './files-in.ts'
import type { Sent } from './sent.ts'
import own from './texts.ts'
import { type Entry, isEnd, isLeft, isWrong, mayPass } from './upload-list.ts'
import { useUploadList } from './use-upload-list.ts'
import warningTexts from './warnings.texts.ts'
import { warningsIn } from './warnings.ts'

/** The codes of the advice, which are those that somebody can do something about. */
type Advised = keyof typeof adviceTexts
const isAdvised = (code: string): code is Advised => Object.hasOwn(adviceTexts, code)

const Outcome = ({ sent, bytes }: { readonly sent: Sent; readonly bytes: number }) => {
  const t = useTexts(own)
  const reasons = useReasons()
  const warnings = useTexts(warningTexts)
  const advice = useTexts(adviceTexts)
  const offline = useTexts(offlineTexts)
  if (sent.is === 'waiting') return <p className="soft">{t('waiting')}</p>
  const failed = (failure: { readonly code: string; readonly message: string }) => (
    <div>
      <p className="upload-wrong">{reasons.failure(failure)}</p>
      {isAdvised(failure.code) && <p className="soft">{advice(failure.code)}</p>}
    </div>
  )
  if (sent.is === 'refused') {
    const size = sent.error?.extensions?.fields?.find(({ path }) => path === 'input.sizeBytes')
    if (size !== undefined) return failed({ code: bytes > 0 ? 'TOO_LARGE' : 'EMPTY_RECORDING', message: size.message })
    return <p className="upload-wrong">{reasons.refusal(sent.error) || t('notSent')}</p>
  }
  if (sent.is === 'noRoom') return <p className="upload-wrong">{offline('noRoom')}</p>
  if (sent.is === 'sending' || sent.is === 'away') return <p className="soft">{t('sending')}</p>
  const { status, failure, activities, archive } = sent.upload
  if (failure != null) {
    return failure.duplicateOf == null ? (
      failed(failure)
    ) : (
      <p className="soft">
        {t('duplicate')} <Link to={hrefs.activity(failure.duplicateOf.id)}>{failure.duplicateOf.name}</Link>
      </p>
    )
  }
  if (status !== 'DONE') {
    return (
      <p className="soft">
        {archive == null ? t(status) : t('archive', { found: archive.found, imported: archive.imported, failed: archive.failed })}
      </p>
    )
  }
  return (
    <div>
      {archive != null && <ArchiveSummary uploadId={sent.upload.id} archive={archive} />}
      <ul className="upload-made">
        {activities.slice(0, 5).map(({ id, name }) => (
          <li key={id}>
            <Link to={hrefs.activity(id)}>{name}</Link>
          </li>
        ))}
      </ul>
      {warningsIn(sent.upload, warnings).map((warning) => (
        <p className="soft" key={warning}>
          {warning}
        </p>
      ))}
    </div>
  )
}

const partOf = (sent: Sent): number => {
  if (sent.is === 'sending') return sent.part / 2
  if (sent.is === 'measured') return sent.upload.status === 'DONE' ? 1 : 0.5 + sent.upload.progress / 2
  return 0
}

/** A file, and what becomes of it. Of a thousand, only those that have changed are drawn again. */
const Row = memo(({ entry, onAgain }: { readonly entry: Entry; readonly onAgain: (keys: readonly string[]) => void }) => {
  const t = useTexts(own)
  return (
    <li className="card">
      <p className="upload-name">{entry.name}</p>
      {isLeft(entry) ? (
        <p className="soft">{t('left')}</p>
      ) : (
        <>
          {!isEnd(entry) && <Bar part={partOf(entry.sent)} label={entry.name} />}
          <Outcome sent={entry.sent} bytes={entry.file?.size ?? 0} />
        </>
      )}
      {mayPass(entry) && (
        <Button small onClick={() => onAgain([entry.key])}>
          {t('again')}
        </Button>
      )}
    </li>
  )
})

/** Files that wait for the network. */
const Waiting = () => {
  const t = useTexts(offlineTexts)
  const outbox = useOutbox()
  return useWaiting().map(({ place, task, refusal }) =>
    task.is !== 'upload' || refusal !== null ? null : (
      <li key={place} className="card">
        <p className="upload-name">{task.file.name}</p>
        <p className="soft">{t('waits')}</p>
        <Button small look="outline" onClick={() => void outbox?.drop(place)}>
          {t('drop')}
        </Button>
      </li>
    ),
  )
}

/** Files come in here: dropped or chosen, one or a thousand, each with its progress. */
export default function Upload() {
  const t = useTexts(own)
  const { list, entries } = useUploadList()
  const isWaiting = useWaiting().some(({ task, refusal }) => task.is === 'upload' && refusal === null)
  const [isOver, setOver] = useState(false)
  const [shown, setShown] = useState<'ALL' | 'WRONG'>('ALL')
  const done = entries.filter(isEnd).length
  const wrong = entries.filter(isWrong)
  const passing = wrong.filter(mayPass)
  const isFiltered = shown === 'WRONG' && wrong.length > 0
  return (
    <div className="page is-narrow upload">
      <title>{`${t('title')} · Gruppetto`}</title>
      <h1>{t('title')}</h1>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the button in it does the same for who drops nothing */}
      <div
        className={isOver ? 'upload-drop is-over' : 'upload-drop'}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          void filesIn(event.dataTransfer).then(list.take)
        }}
      >
        <Icon name="upload" />
        <p className="upload-drag">{t('drop')}</p>
        <label className="button is-main">
          {t('choose')}
          <input
            className="unseen"
            type="file"
            multiple
            accept=".fit,.gpx,.tcx,.gz,.zip"
            onChange={(event) => {
              list.take(event.target.files ?? [])
              event.target.value = ''
            }}
          />
        </label>
        <p className="soft">{t('formats')}</p>
        <Link to={hrefs.activityNew()}>{t('byHand')}</Link>
      </div>
      {(entries.length > 0 || isWaiting) && (
        <section className="upload-list" aria-label={t('files')}>
          {entries.length > 0 && (
            <>
              <div className="upload-state">
                <p role="status">
                  {t('done', { done, all: entries.length })}
                  {wrong.length > 0 && ` · ${t('wrong', { count: wrong.length })}`}
                </p>
                {done > 0 && (
                  <Button small look="quiet" onClick={list.clear}>
                    {t('clear')}
                  </Button>
                )}
              </div>
              {list.isBusy() && <p className="soft">{t('going')}</p>}
              {wrong.length > 0 && wrong.length < entries.length && (
                <div className="upload-state">
                  <Choice
                    label={t('shown')}
                    of={[
                      { value: 'ALL', text: t('all') },
                      { value: 'WRONG', text: t('onlyWrong') },
                    ]}
                    value={isFiltered ? 'WRONG' : 'ALL'}
                    onChoose={setShown}
                  />
                  {passing.length > 1 && (
                    <Button small look="outline" onClick={() => list.again(passing.map(({ key }) => key))}>
                      {t('againAll')}
                    </Button>
                  )}
                </div>
              )}
            </>
          )}
          <ol>
            <Waiting />
            {(isFiltered ? wrong : entries).map((entry) => (
              <Row key={entry.key} entry={entry} onAgain={list.again} />
            ))}
          </ol>
        </section>
      )}
    </div>
  )
}
