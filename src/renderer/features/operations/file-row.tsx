import { FileInput, FileUp } from 'lucide-react'
import type { StoredFileShape } from '../../../contract/index.js'
import { productClassOf } from '../../state/device-id.js'
import { Badge, RelativeTime, sizeText, VisibleText } from '../../ui/index.js'
import styles from './operations.module.css'

/** One file in the list. Undefined while its page is being pulled. */
export function FileRow({ file }: { file: StoredFileShape | undefined }) {
  if (!file) return <div className={styles.file} aria-busy="true" />
  const Icon = file.origin === 'cpe' ? FileUp : FileInput
  return (
    <div className={styles.file}>
      <Icon size={15} aria-hidden="true" className={styles.direction ?? ''} />
      <b className={styles.name}>
        <VisibleText text={file.name} />
      </b>
      <span className={styles.of}>
        <VisibleText
          text={
            file.origin === 'cpe'
              ? `from ${productClassOf(file.deviceId) || 'a CPE'} · ${file.fileType}`
              : [file.fileType || 'no FileType yet', file.version].filter(Boolean).join(' · ')
          }
        />
      </span>
      {file.access.scheme !== 'none' && <Badge>{file.access.scheme}</Badge>}
      {file.bytesPerSecond !== null && <Badge tone="held">{sizeText(file.bytesPerSecond)}/s</Badge>}
      {file.fault !== null && (
        <Badge tone="held" title="It goes wrong on purpose">
          goes wrong
        </Badge>
      )}
      <span className={styles.bytes}>{sizeText(file.size)}</span>
      <span className={styles.when}>
        <RelativeTime at={file.addedAt} />
      </span>
    </div>
  )
}
