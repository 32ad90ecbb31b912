import { connectTo, informOf, responseOf } from './foreign-cpe.js'
import { expect, test } from './workbench.js'

/** An Inform as some CPEs send it: a bare ampersand, and counts with leading zeros. */
const oddInform = (serial: string) =>
  informOf(serial).replace('Foreign Works', 'Foreign & Works').replace('EventStruct[1]', 'EventStruct[01]')

test('an odd Inform is found, explained, and shown where it stands', async ({ page, workbench }) => {
  await page.goto(workbench.uiUrl)
  const cpe = await connectTo(workbench.acsUrl)
  await cpe.post(oddInform('O1'))
  await cpe.post('')
  cpe.close()
  const ladder = page.getByRole('listbox', { name: 'Messages of the session' })
  await expect(ladder.getByRole('option').first()).toContainText('✕')

  // The badge leads to all findings of the session.
  await page.getByRole('button', { name: /Show the findings of this session/ }).click()
  const panel = page.getByRole('region', { name: 'Findings by rule' })
  const card = panel.getByRole('region', { name: /begins no reference/ })
  await expect(card).toContainText('raw-ampersand')
  await expect(card).toContainText('malformed')
  await card.getByRole('button', { name: /Write/ }).click()
  await expect(card.locator('ins')).toHaveText('&amp;')

  // The place leads to the message and to the character.
  await card.getByRole('button', { name: /message 1/ }).click()
  const inspector = page.getByRole('region', { name: 'Inspector' }).last()
  await expect(inspector.getByRole('tab', { name: 'XML' })).toHaveAttribute('aria-selected', 'true')
  await expect(inspector.locator('.squiggly-error').first()).toBeVisible()
  await expect(inspector.locator('[class*="glyphError"]').first()).toBeVisible()
  await expect(inspector.getByLabel('Selected place')).toContainText('Manufacturer')
  await expect(inspector.getByRole('group', { name: 'Findings' })).toContainText('finding 1 of')
  await page.keyboard.press('F4')
  await expect(inspector.getByRole('group', { name: 'Findings' })).toContainText('finding 2 of')

  // What the marker says is what the rule says.
  // The text lies over the marker: the pointer is put there, whatever is in front.
  await inspector.locator('.squiggly-error').first().hover({ force: true })
  await expect(page.locator('.monaco-hover:not(.hidden)')).toContainText('strict receiver')

  // The switches hide what one does not look for.
  const errors = page.getByRole('group', { name: 'Severities shown' }).getByRole('button').first()
  await errors.click()
  await expect(card).toHaveCount(0)
  await errors.click()
  await expect(card).toBeVisible()
})

test('a CPE that refuses a boolean is spoken to differently on a click, and its next message shows it', async ({
  page,
  workbench,
}) => {
  await page.goto(workbench.uiUrl)
  const name = 'InternetGatewayDevice.ManagementServer.PeriodicInformEnable'
  const setEnable = () =>
    workbench.api('/devices/00E0FC-Raw-Q1/rpcs', {
      method: 'POST',
      body: {
        method: 'SetParameterValues',
        arguments: { ParameterList: [{ Name: name, Value: 'true', Type: 'xsd:boolean' }], ParameterKey: '' },
        deliver: 'next-session',
      },
    })
  const first = await connectTo(workbench.acsUrl)
  await first.post(informOf('Q1'))
  await setEnable()
  const asked = await first.post('')
  expect(asked.body).toContain('>true<')
  await first.post(
    responseOf(
      asked.body,
      `<soap_env:Fault><faultcode>Client</faultcode><faultstring>CWMP fault</faultstring><detail><cwmp:Fault><FaultCode>9003</FaultCode><FaultString>Invalid arguments</FaultString><SetParameterValuesFault><ParameterName>${name}</ParameterName><FaultCode>9007</FaultCode><FaultString>Invalid value</FaultString></SetParameterValuesFault></cwmp:Fault></detail></soap_env:Fault>`,
    ),
  )
  first.close()

  await page
    .getByRole('tab', { name: /^Findings/ })
    .first()
    .click()
  const card = page.getByRole('region', { name: /refuses one way of writing a boolean/ })
  await card.getByRole('button', { name: 'Speak to this device so' }).click()
  await expect(card).toContainText('It is spoken to so')

  // The profile of the CPE shows it, and that it was chosen.
  await page.getByRole('button', { name: 'Actions of the selected CPE' }).click()
  await page.getByRole('menuitem', { name: 'How we speak to this CPE…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('group', { name: 'Booleans' })).toContainText('chosen for this CPE')
  await dialog.getByRole('button', { name: 'Done' }).click()

  const second = await connectTo(workbench.acsUrl)
  await second.post(informOf('Q1', 'f-2'))
  await setEnable()
  expect((await second.post('')).body).toContain('>1<')
  second.close()
})
