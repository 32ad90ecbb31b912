// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { FindingsPanel, MessageFindings } from '../../../../src/renderer/features/findings/index.js'
import type { Finding } from '../../../../src/contract/index.js'
import { useInspectorView } from '../../../../src/renderer/state/inspector-view.js'
import { useMessagePlace } from '../../../../src/renderer/state/message-place.js'
import { useSelection } from '../../../../src/renderer/state/selection.js'
import { useSessionList } from '../../../../src/renderer/state/session-list.js'
import { createStandIn } from '../../../stand-in/client.js'
import { gatewayId } from '../../../stand-in/sample.js'
import { preparePage, renderOn } from '../../in-page.js'

preparePage()

function open(outcome: string | null) {
  const standIn = createStandIn({ parameters: 10, sessions: 5 })
  const session = standIn.sessions.find((each) => each.outcome === outcome)
  if (session) useSelection.getState().selectSession(session.id)
  const page = renderOn(standIn, <FindingsPanel />)
  return { standIn, session, ...page }
}

const rule = (name: RegExp) => screen.findByRole('region', { name })

describe('the findings of a session', () => {
  it('are told by rule, with place, explanation, clause and example', async () => {
    open('fault')
    const card = await rule(/cwmp:ID/)
    expect(within(card).getByText(/cannot be matched/)).toBeTruthy()
    expect(await within(card).findByText(/message 7/)).toBeTruthy()
    expect(within(card).getByText('cwmp-id-not-echoed')).toBeTruthy()
    expect(within(card).getByText('Wrong')).toBeTruthy()
    expect(within(card).getByText('Right')).toBeTruthy()
  })

  it('lead to their message and its place in the XML', async () => {
    open('fault')
    const card = await rule(/cwmp:ID/)
    await act(async () => fireEvent.click(within(card).getByRole('button', { name: /cannot be matched/ })))
    expect(useSelection.getState().messageId).toMatch(/\.q$/)
    expect(useMessagePlace.getState().place).toMatchObject({
      messageId: useSelection.getState().messageId,
      from: 'finding',
    })
    expect(useInspectorView.getState().tab).toBe('xml')
  })

  it('show how the message would have to be written', async () => {
    open('fault')
    const card = await rule(/cwmp:ID/)
    fireEvent.click(within(card).getByRole('button', { name: 'Answer with the ID of the request' }))
    const after = await within(card).findByText('1803')
    expect(after.tagName).toBe('INS')
    expect(within(card).getByText('1805').tagName).toBe('DEL')
  })

  it('are hidden by severity, and it says so when nothing is left', async () => {
    open('cookie-lost')
    await rule(/cookie/)
    for (const button of within(screen.getByRole('group', { name: 'Severities shown' })).getAllByRole(
      'button',
    ))
      fireEvent.click(button)
    expect(screen.queryByRole('region', { name: /cookie/ })).toBeNull()
    expect(screen.getByText('All hidden')).toBeTruthy()
  })

  it('speak to the device differently on a click, once, and take it back by undo', async () => {
    const { standIn } = open('cookie-lost')
    const card = await rule(/cookie/)
    fireEvent.click(await within(card).findByRole('button', { name: 'Speak to this device so' }))
    await within(card).findByText('It is spoken to so')
    expect(standIn.quirks.get(gatewayId)).toEqual({ cookiePath: '' })
    expect(within(card).queryByRole('button', { name: 'Speak to this device so' })).toBeNull()
  })

  it('come while one watches', async () => {
    const { standIn, session } = open('completed')
    await vi.waitFor(() => expect(standIn.calls).toContain('findings.list'))
    const finding: Finding = {
      rule: 'raw-ampersand',
      severity: 'error',
      message: 'A bare & \u202Estands here.',
      reference: 'XML 1.0, 2.4',
      sessionId: session!.id,
    }
    standIn.findings.push(finding)
    act(() => standIn.publish({ type: 'finding', finding }))
    // The character that would turn the sentence round is shown instead of obeyed.
    expect(await screen.findByText('U+202E')).toBeTruthy()
  })
})

describe('the findings of the capture', () => {
  it('are shown while no session is selected, and select theirs', async () => {
    const { standIn } = open(null)
    const card = await rule(/cookie/)
    const session = standIn.sessions.find(({ outcome }) => outcome === 'cookie-lost')!
    await act(async () =>
      fireEvent.click(within(card).getByRole('button', { name: /does not return the cookie/ })),
    )
    await vi.waitFor(() => expect(useSelection.getState().sessionId).toBe(session.id))
    expect(useSelection.getState().deviceId).toBe(session.deviceId)
    expect(useSessionList.getState().following).toBe(false)
  })
})

describe('the findings of a message', () => {
  it('say that nothing was found, in words', () => {
    renderOn(
      createStandIn({ empty: true }),
      <MessageFindings messageId="m" findings={[]} onPlace={vi.fn()} />,
    )
    expect(screen.getByText('Nothing found')).toBeTruthy()
  })

  it('of a rule nobody knows any more are shown by its name', () => {
    const finding: Finding = {
      rule: 'of-a-later-version',
      severity: 'warning',
      message: 'Something else.',
      reference: 'TR-069a7 1.2',
      messageId: 'm',
      offset: 3,
      line: 1,
      column: 4,
    }
    const onPlace = vi.fn()
    renderOn(
      createStandIn({ empty: true }),
      <MessageFindings messageId="m" findings={[finding]} onPlace={onPlace} />,
    )
    expect(screen.getByText('TR-069a7 1.2')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: /Something else/ }))
    expect(onPlace).toHaveBeenCalledWith(finding)
  })
})
