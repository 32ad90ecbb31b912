import { expect, test } from './workbench.js'
import { connectTo, informOf } from './foreign-cpe.js'

test('an empty workbench says which URL to enter in the CPE and starts the demo CPE at a press', async ({
  page,
  workbench,
}) => {
  await page.goto(workbench.uiUrl)
  await expect(page.getByText(workbench.acsUrl).first()).toBeVisible()
  await page
    .getByRole('button', { name: /Start the demo CPE/ })
    .first()
    .click()
  await expect(
    page.getByRole('listbox', { name: 'Sessions' }).getByRole('option', { name: /0 BOOTSTRAP/ }),
  ).toBeVisible()
})

test('"is my CPE reaching me?" follows a CPE step by step', async ({ page, workbench }) => {
  await page.goto(workbench.uiUrl)
  const steps = page.getByRole('list', { name: 'Is my CPE reaching me?' })
  await expect(steps.getByRole('listitem')).toHaveCount(4)
  const before = await steps.innerText()
  const cpe = await connectTo(workbench.acsUrl)
  await expect.poll(() => steps.innerText()).not.toBe(before)
  await expect(steps).toContainText('127.0.0.1')
  await cpe.post(informOf('R9'))
  await cpe.post('')
  cpe.close()
  await expect(
    page.getByRole('listbox', { name: 'Sessions' }).getByRole('option', { name: /2 PERIODIC/ }),
  ).toBeVisible()
})

test('without a ticket or cookie the page says how to get in, and shows nothing', async ({
  page,
  workbench,
}) => {
  const response = await page.goto(new URL('/', workbench.uiUrl).href)
  expect(response?.status()).toBe(401)
  await expect(page.getByRole('listbox', { name: 'CPEs' })).toHaveCount(0)
})

test('the ticket of the address works once', async ({ page, browser, workbench }) => {
  await page.goto(workbench.uiUrl)
  await expect(page.getByRole('heading', { name: 'CWMP Workbench' })).toBeVisible()
  const stranger = await browser.newPage()
  expect((await stranger.goto(workbench.uiUrl))?.status()).toBe(401)
  await stranger.close()
  await page.reload()
  await expect(page.getByRole('heading', { name: 'CWMP Workbench' })).toBeVisible()
})
