import { Suspense, useState } from 'react'
import { Guard } from '../../app/failed.tsx'
import { Link } from '../../app/router.tsx'
import { Bone, Button, buttonClass, Figures } from '../../design/parts.tsx'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import own from './archive.texts.ts'
import { ArchiveFailures } from './archive-failures.tsx'

interface ArchiveSummaryProps {
  readonly uploadId: string
  readonly archive: {
    readonly found: number
    readonly imported: number
    readonly duplicates: number
    readonly failed: number
  }
}

/** What has become of an archive: how many came in, which did not and why, and where they are now. */
export const ArchiveSummary = ({ uploadId, archive }: ArchiveSummaryProps) => {
  const t = useTexts(own)
  const measures = useMeasures()
  const [isOpen, setOpen] = useState(false)
  const { found, imported, duplicates, failed } = archive
  return (
    <div className="archive">
      <Figures
        of={[
          { name: t('found'), value: measures.number(found) },
          { name: t('imported'), value: measures.number(imported) },
          { name: t('duplicates'), value: measures.number(duplicates) },
          { name: t('failed'), value: measures.number(failed) },
        ]}
      />
      <div className="archive-acts">
        <Link className={buttonClass('main', true)} to={hrefs.calendar()}>
          {t('calendar')}
        </Link>
        {failed > 0 && (
          <Button small look="outline" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {t('why')}
          </Button>
        )}
      </div>
      {isOpen && (
        <Guard of={uploadId} again={() => undefined}>
          <Suspense fallback={<Bone height="4rem" />}>
            <ArchiveFailures uploadId={uploadId} />
          </Suspense>
        </Guard>
      )}
    </div>
  )
}
