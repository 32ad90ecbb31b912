/** Letters, digits and marks that an XML name may have; of these three letters it may not. */
const elementName = /^(?!.*[ªµº])[\p{L}_][\p{L}\p{Nd}\p{Mn}_.-]*$/u

/** Whether an element may have this name: an XML name without colon (Namespaces in XML 1.0, 3). */
export function isElementName(text: string): boolean {
  return elementName.test(text)
}
