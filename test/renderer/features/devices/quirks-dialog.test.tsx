// @vitest-environment happy-dom
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { QuirksDialog } from '../../../../src/renderer/features/devices/quirks-dialog.js'
import { createStandIn } from '../../../stand-in/client.js'
import { gatewayId } from '../../../stand-in/sample.js'
import { preparePage, renderOn } from '../../in-page.js'

preparePage()

async function open() {
  const standIn = createStandIn({ parameters: 10, sessions: 5 })
  const onClose = vi.fn()
  renderOn(standIn, <QuirksDialog deviceId={gatewayId} onClose={onClose} />)
  await screen.findByRole('group', { name: 'XML declaration' })
  const choice = (name: string) => within(screen.getByRole('group', { name }))
  return { standIn, onClose, choice }
}

describe('how a CPE is spoken to', () => {
  it('is told for every choice, with what holds by default', async () => {
    const { choice } = await open()
    for (const name of [
      'XML declaration',
      'Booleans',
      'Empty answer',
      'Path of the cookie',
      'Namespace prefixes',
    ])
      expect(choice(name).getByText('default')).toBeTruthy()
    expect(choice('Empty answer').getByText('When there is nothing to say, the answer is 204.')).toBeTruthy()
  })

  it('is chosen on a click and says so; the default takes the choice back', async () => {
    const { standIn, choice } = await open()
    fireEvent.click(choice('Empty answer').getByRole('radio', { name: '200' }))
    await choice('Empty answer').findByText('chosen for this CPE')
    expect(standIn.quirks.get(gatewayId)).toEqual({ emptyAnswer: 200 })
    fireEvent.click(choice('Empty answer').getByRole('button', { name: 'Empty answer: back to the default' }))
    await choice('Empty answer').findByText('default')
    expect(standIn.quirks.get(gatewayId)).toEqual({})
  })

  it('is suggested by findings, and accepted on a click', async () => {
    const { standIn } = await open()
    const suggestions = within(screen.getByRole('region', { name: 'Suggested by findings' }))
    expect(suggestions.getByText('Set the cookie without a Path')).toBeTruthy()
    fireEvent.click(suggestions.getByRole('button', { name: 'Accept' }))
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Suggested by findings' })).toBeNull())
    expect(standIn.quirks.get(gatewayId)).toEqual({ cookiePath: '' })
  })

  it('takes no text that could not be written, and says what it must be', async () => {
    const { standIn, choice } = await open()
    const path = choice('Path of the cookie').getByRole('textbox')
    fireEvent.change(path, { target: { value: 'no;path' } })
    fireEvent.blur(path)
    expect(choice('Path of the cookie').getByText(/must be empty or a path/)).toBeTruthy()
    expect(standIn.calls).not.toContain('quirks.set')
    fireEvent.change(path, { target: { value: '/acs' } })
    fireEvent.keyDown(path, { key: 'Enter' })
    await choice('Path of the cookie').findByText('chosen for this CPE')
    expect(standIn.quirks.get(gatewayId)).toEqual({ cookiePath: '/acs' })
  })

  it('takes a prefix, and refuses one that another namespace has', async () => {
    const { standIn, choice } = await open()
    const cwmp = choice('Namespace prefixes').getByRole('textbox', { name: 'CWMP' })
    fireEvent.change(cwmp, { target: { value: 'soapenv' } })
    fireEvent.blur(cwmp)
    expect(standIn.calls).not.toContain('quirks.set')
    fireEvent.change(cwmp, { target: { value: 'c' } })
    fireEvent.blur(cwmp)
    await choice('Namespace prefixes').findByText('chosen for this CPE')
    expect(standIn.quirks.get(gatewayId)?.prefixes?.cwmp).toBe('c')
  })
})
