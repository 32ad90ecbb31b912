import { endProcess, expect, runCommand, test } from './workbench.js'

// What the built-in models are called with.
const username = 'workbench'
const password = 'workbench'

test('a CPE nobody can call says so in words, takes its credentials in a dialog, and comes at once with them', async ({
  page,
  workbench,
}) => {
  // It informs once and waits: only a connection request brings it back.
  const cpe = runCommand(['simulate', '--acs', workbench.acsUrl, '--serial', 'SHY0001'])
  try {
    await page.goto(workbench.uiUrl)
    await expect(page.getByRole('listbox', { name: 'CPEs' }).getByRole('option')).toHaveCount(1)
    await page.getByRole('tab', { name: 'Parameters' }).click()
    await expect(page.getByText('Known so far: what the CPE’s Inform carried.')).toBeVisible()
    await page.getByRole('button', { name: 'Fetch the whole tree', exact: true }).click()
    await expect(page.getByText(/The CPE asks for credentials, and none are stored for it/)).toBeVisible()
    await expect(page.getByRole('region', { name: 'Fetching the tree' })).toContainText(
      'It begins with the next session of the CPE.',
    )

    await page.getByRole('button', { name: 'Call again' }).click()
    const call = page.getByRole('dialog', { name: 'Connection request', exact: true })
    await call.getByRole('button', { name: 'Connection request credentials…' }).click()
    const form = page.getByRole('dialog', { name: 'Connection request credentials' })
    await expect(form.getByLabel('User name')).toBeFocused()
    await form.getByLabel('User name').fill('somebody')
    await form.getByLabel('Password', { exact: true }).fill('else')
    await form.getByRole('button', { name: 'Store and call the CPE' }).click()

    const steps = call.getByRole('listitem')
    await expect(steps.last()).toContainText('The CPE refused the user name "somebody"')
    await expect(call.getByText(/Make the credentials the same on both sides/)).toBeVisible()
    await expect(steps.filter({ hasText: 'Where to call it' })).toContainText('ConnectionRequestURL')
    await expect(steps.filter({ hasText: 'What the digest is made of' }).first()).toContainText('nonce')
    await call.getByRole('button', { name: 'Connection request credentials…' }).click()
    await expect(form.getByLabel('User name')).toHaveValue('')
    await form.getByLabel('User name').fill(username)
    await form.getByLabel('Password', { exact: true }).fill(password)
    await form.getByRole('button', { name: 'Store and call the CPE' }).click()

    await expect(call.getByText(/The CPE was called by HTTP and came/)).toBeVisible()
    await call.getByRole('button', { name: 'Show the session' }).click()
    await expect(page.getByRole('listbox', { name: 'Messages of the session' })).toContainText(
      '6 CONNECTION REQUEST',
    )
    await page.getByRole('tab', { name: 'Parameters' }).click()
    await expect(page.getByText('Known so far')).toBeHidden()
    await expect(page.getByRole('treegrid').getByRole('row', { name: /^WiFi\./ })).toBeVisible()
    await expect(
      page.getByRole('listbox', { name: 'Sessions' }).getByRole('option', { name: /6 CONNECTION REQUEST/ }),
    ).toBeVisible()
  } finally {
    await endProcess(cpe.child)
  }
})

test('credentials can be stored by a script, and are never told again', async ({ workbench }) => {
  const cpe = runCommand(['simulate', '--acs', workbench.acsUrl, '--serial', 'SHY0002'])
  try {
    const ids = async () =>
      ((await workbench.api('/devices')) as { items: { id: string }[] }).items.map(({ id }) => id)
    await expect.poll(ids).toHaveLength(1)
    const device = `/devices/${encodeURIComponent((await ids())[0] ?? '')}`
    const stored = await workbench.api(`${device}/credentials`, {
      method: 'PUT',
      body: { username, password },
    })
    expect(JSON.stringify(stored)).not.toContain(password)
    expect(await workbench.api(`${device}/connection-request`, { method: 'POST', body: {} })).toMatchObject({
      ok: true,
    })
  } finally {
    await endProcess(cpe.child)
  }
})
