/** The FileTypes of Download (TR-069a6 A.3.2.8) and Upload (A.4.1.5); vendors add `X <OUI> …`. */
export const downloadFileTypes = [
  '1 Firmware Upgrade Image',
  '2 Web Content',
  '3 Vendor Configuration File',
  '4 Tone File',
  '5 Ringer File',
  '6 Stored Firmware Image',
] as const

export const uploadFileTypes = [
  '1 Vendor Configuration File',
  '2 Vendor Log File',
  '3 Vendor Configuration File 1',
  '4 Vendor Log File 1',
] as const
