import { Button } from '@mantine/core'
import { Braces, Eye, EyeOff, Undo2, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { useCommand } from '../../app/commands.js'
import { isSecretParameter } from '../../../core/redact/index.js'
import { CopyButton, countOf, Dialog, IconButton, keyText, MASK, VisibleText } from '../../ui/index.js'
import type { ParameterWork } from './work-state.js'
import styles from './parameters.module.css'
import { shortPath } from './paths.js'
import { setParameterValuesJson, setParameterValuesXml } from './set-parameter-values.js'
import { sendable, type StagedEdit } from './staging.js'

/** Edits that fit beside the buttons; the preview shows them all. */
const NAMED = 2
const GOOD_NEWS_MS = 8000

/** What is staged, what is on its way, and what came of the last time. */
export function StagedBar({ work }: { work: ParameterWork }) {
  const staging = useStore(work.store, (state) => state.staging)
  const sending = useStore(work.store, (state) => state.sending)
  const notice = useStore(work.store, (state) => state.notice)
  const [preview, setPreview] = useState(false)
  // Good news has been read soon; bad news stays until it is dismissed or something new is said.
  useEffect(() => {
    if (notice?.tone !== 'good') return
    const timer = setTimeout(() => work.dismissNotice(), GOOD_NEWS_MS)
    return () => clearTimeout(timer)
  }, [notice, work])
  const edits = sendable(staging)
  const some = { enabled: edits.length > 0 }
  useCommand('edits.send', () => void work.send('connection-request'), some)
  useCommand('edits.discard', () => work.discard(), some)
  const onTheWay = [...sending.values()]
  if (edits.length === 0 && onTheWay.length === 0 && notice === null) return null
  const faults = edits.filter((edit) => edit.fault?.own).length
  return (
    <footer className={styles.bar}>
      {notice && (
        <div
          className={styles.notice}
          data-tone={notice.tone}
          role={notice.tone === 'bad' ? 'alert' : 'status'}
        >
          <span className={styles.noteText}>{notice.text}</span>
          {notice.fetch !== undefined && <FetchButton path={notice.fetch} work={work} />}
          <IconButton icon={X} size={13} label="Dismiss" onClick={() => work.dismissNotice()} />
        </div>
      )}
      {onTheWay.map((rpc) => (
        <div key={rpc.id} className={styles.sending} role="status">
          <span className={styles.spinner} aria-hidden="true" />
          <span className={styles.barText}>
            {rpc.state === 'sent'
              ? 'SetParameterValues sent, the CPE has not answered yet.'
              : 'SetParameterValues queued, waiting for the CPE’s session.'}
          </span>
          {rpc.state === 'queued' && (
            <>
              <Button size="compact-sm" variant="default" onClick={() => void work.cancel(rpc.id)}>
                Take back
              </Button>
            </>
          )}
        </div>
      ))}
      {edits.length > 0 && (
        <div className={styles.staged}>
          <span className={styles.barText}>
            <b className={styles.stagedCount}>{countOf(edits.length, 'change')} staged</b>
            {faults > 0 && <span className={styles.faultText}>{countOf(faults, 'refused value')}</span>}
            {edits.slice(0, NAMED).map((edit) => (
              <EditText key={edit.path} edit={edit} />
            ))}
            {edits.length > NAMED && <span className={styles.dim}>and {edits.length - NAMED} more</span>}
          </span>
          <IconButton
            icon={Undo2}
            label="Undo"
            keys="Mod+Z"
            disabled={staging.past.length === 0}
            onClick={() => work.undo()}
          />
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => work.discard()}>
            Discard
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => setPreview(true)}>
            Preview
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => void work.send('next-session')}>
            Next session
          </Button>
          <Button
            size="compact-sm"
            title={keyText('Mod+Enter')}
            onClick={() => void work.send('connection-request')}
          >
            Send now
          </Button>
        </div>
      )}
      {preview && edits.length > 0 && <Preview edits={edits} onClose={() => setPreview(false)} />}
    </footer>
  )
}

/** Fetches what the notice is about; the notice has done its work then. */
function FetchButton({ path, work }: { path: string; work: ParameterWork }) {
  return (
    <Button
      size="compact-sm"
      variant="default"
      onClick={() => {
        work.dismissNotice()
        void work.fetchBranch(path)
      }}
    >
      Fetch its values
    </Button>
  )
}

function EditText({ edit }: { edit: StagedEdit }) {
  const shown = (text: string) => (isSecretParameter(edit.path) && text !== '' ? MASK : text)
  return (
    <span className={styles.editText} title={edit.path}>
      {shortPath(edit.path)} <VisibleText text={shown(edit.from ?? '')} /> →{' '}
      <VisibleText text={shown(edit.to)} />
    </span>
  )
}

/** The call as the CPE will get it; secrets are masked until somebody asks. */
function Preview({ edits, onClose }: { edits: readonly StagedEdit[]; onClose: () => void }) {
  const [revealed, setRevealed] = useState(false)
  const secret = edits.some((edit) => isSecretParameter(edit.path) && edit.to !== '')
  const shown = revealed
    ? edits
    : edits.map((edit) => (isSecretParameter(edit.path) && edit.to !== '' ? { ...edit, to: MASK } : edit))
  return (
    <Dialog
      title={`SetParameterValues with ${countOf(edits.length, 'value')}`}
      onClose={onClose}
      size={780}
      actions={
        <>
          {secret && (
            <IconButton
              icon={revealed ? EyeOff : Eye}
              label={revealed ? 'Mask secrets' : 'Show secrets'}
              pressed={revealed}
              onClick={() => setRevealed(!revealed)}
            />
          )}
          <CopyButton text={setParameterValuesXml(edits)} label="Copy XML" />
          <CopyButton
            icon={Braces}
            text={setParameterValuesJson(edits)}
            label="Copy as JSON for the REST API"
          />
        </>
      }
    >
      <p className={styles.previewText}>
        All or nothing: if the CPE refuses one value, it sets none (TR-069a6 A.3.2.1).
      </p>
      <pre className={styles.preview} tabIndex={0}>
        <VisibleText text={setParameterValuesXml(shown)} />
      </pre>
    </Dialog>
  )
}
