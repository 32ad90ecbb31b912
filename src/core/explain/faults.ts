import { onOneLine } from './phrases.js'

/** What the fault codes of CWMP mean (cwmp-1-2.xsd CPEFaultCodeType and ACSFaultCodeType; the words are ours). */
const standardFaults: ReadonlyMap<string, string> = new Map([
  ['8000', 'the ACS does not support the method'],
  ['8001', 'the ACS refuses the request without giving a reason'],
  ['8002', 'something went wrong inside the ACS'],
  ['8003', 'the ACS does not accept the arguments'],
  ['8004', 'the ACS has no resources left for it'],
  ['8005', 'the CPE is to send the same request again'],
  ['8006', 'ACS and CPE have no CWMP version in common'],
  ['9000', 'the CPE does not support the method'],
  ['9001', 'the CPE refuses the request without giving a reason'],
  ['9002', 'something went wrong inside the CPE'],
  ['9003', 'the CPE does not accept the arguments'],
  ['9004', 'the CPE has no resources left for it'],
  ['9005', 'the CPE knows no parameter or object of that name'],
  ['9006', 'the value is not of the parameter’s type'],
  ['9007', 'the parameter does not take that value'],
  ['9008', 'the parameter cannot be written'],
  ['9009', 'the CPE refuses to notify about the parameter'],
  ['9010', 'the file transfer failed'],
  ['9011', 'the upload failed'],
  ['9012', 'the file server refused the credentials'],
  ['9013', 'the CPE does not know the transfer protocol'],
  ['9014', 'the CPE could not join the multicast group'],
  ['9015', 'the CPE could not reach the file server'],
  ['9016', 'the file server did not hand out the file'],
  ['9017', 'the download broke off'],
  ['9018', 'the file is damaged'],
  ['9019', 'the file’s signature was not accepted'],
  ['9020', 'the transfer did not fit into its time windows'],
  ['9021', 'the transfer cannot be called off any more'],
  ['9022', 'the UUID is malformed'],
  ['9023', 'the execution environment is unknown'],
  ['9024', 'the execution environment is disabled'],
  ['9025', 'the software module does not fit the execution environment'],
  ['9026', 'the software module is installed already'],
  ['9027', 'the CPE has not enough memory or storage'],
  ['9028', 'the software module is unknown'],
  ['9029', 'the software module is in the wrong state for it'],
  ['9030', 'a downgrade of the software module is not permitted'],
  ['9031', 'the update names no version'],
  ['9032', 'this version of the software module is there already'],
])

/** The meaning of a fault code, to stand behind a colon; null where the code says nothing by itself. */
export function faultMeaning(code: string): string | null {
  const standard = standardFaults.get(code)
  if (standard !== undefined) return standard
  if (/^98\d\d$/.test(code)) return 'a fault the CPE’s vendor defined'
  return /^88\d\d$/.test(code) ? 'a fault the ACS’s vendor defined' : null
}

/** What to look at next when a CPE refuses something or a transfer fails; continues "Next: …". */
const adviceFor: ReadonlyMap<string, string> = new Map([
  ['8003', 'compare the arguments with the rules of the method'],
  ['8005', 'the CPE is to send exactly the same request once more'],
  ['8006', 'let ACS or CPE speak a version the other knows'],
  ['9000', 'ask with GetRPCMethods what the CPE supports'],
  ['9001', 'try again later; the log of the CPE may say why'],
  ['9002', 'look into the log of the CPE; a restart may help'],
  ['9003', 'check the order, number and form of the arguments'],
  ['9004', 'ask for less at once'],
  ['9005', 'look up the name with GetParameterNames; names are case-sensitive'],
  ['9006', 'send the value with the type the CPE reports for it'],
  ['9007', 'compare the value with the range and the enumeration of the data model'],
  ['9008', 'look with GetParameterNames whether it is writable'],
  ['9009', 'ask for passive notification instead'],
  ['9010', 'fetch the URL from the CPE’s network yourself'],
  ['9011', 'check that the server takes uploads at this URL'],
  ['9012', 'check user name and password of the file server'],
  ['9013', 'offer the file by HTTP'],
  ['9015', 'check name resolution and reachability of the file server from the CPE'],
  ['9016', 'check that the file exists at the URL and may be read'],
  ['9017', 'check the size of the file and the server’s time limits'],
  ['9018', 'compare the file with its original and with the model of the CPE'],
  ['9019', 'check that the image is signed for this CPE'],
  ['9020', 'widen the time windows'],
])

const notUnderstood =
  'the message itself was not understood: compare its namespace, prefixes and XML declaration with those the other side writes'

/** What to do next about a fault; null where there is nothing to say beyond its meaning. */
export function faultAdvice(code: string): string | null {
  // A fault of SOAP itself that blames the sender: the message never came as far as CWMP.
  if (/(?:^|:)(?:Client|Sender|MustUnderstand|VersionMismatch)$/.test(code)) return notUnderstood
  return adviceFor.get(code) ?? null
}

/** `9005 (the CPE knows no parameter or object of that name)`. */
export function faultWords(code: string): string {
  const meaning = faultMeaning(code)
  const shown = onOneLine(code, 20)
  return meaning === null ? shown : `${shown} (${meaning})`
}
