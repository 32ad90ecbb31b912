import { reportArguments } from '../../argument-defects.js'
import type { EnvelopeRule } from '../../rule.js'

export const argumentPattern: EnvelopeRule = {
  kind: 'envelope',
  id: 'argument-pattern',
  severity: 'error',
  title: 'A text does not look as the schema wants it.',
  reference: 'cwmp-1-2.xsd (pattern)',
  explanation:
    'FileType, WindowMode, UUID and ObjectName have a fixed form, and receivers compare it exactly, ' +
    'spaces and case included. A CPE answers another one with 9003, 9005 or 9022. Write the file type' +
    ' in full (`2 Vendor Log File`, not `2` or `Vendor Log File`), and end the name of an object with' +
    ' a dot.',
  wrong: `<cwmp:Upload>
  <CommandKey>log-1</CommandKey>
  <FileType>Vendor Log File</FileType>
  <URL>https://files.example/log-1</URL>
  <Username></Username>
  <Password></Password>
  <DelaySeconds>0</DelaySeconds>
</cwmp:Upload>`,
  right: `<cwmp:Upload>
  <CommandKey>log-1</CommandKey>
  <FileType>2 Vendor Log File</FileType>
  <URL>https://files.example/log-1</URL>
  <Username></Username>
  <Password></Password>
  <DelaySeconds>0</DelaySeconds>
</cwmp:Upload>`,
  of: ['request', 'response'],
  check: (envelope, report) => reportArguments('argument-pattern', envelope, report),
}
