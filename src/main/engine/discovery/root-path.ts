/** The root object of a device's data model, as a path; null: not known yet. */
export function rootPathOf(device: { readonly root: string | null } | null): string | null {
  return device === null || device.root === null ? null : `${device.root}.`
}
