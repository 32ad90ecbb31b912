import type { AnyContractProcedure } from '@orpc/contract'

/** Whether a procedure is part of the public REST API: those the contract gives a path. The rest serves the page alone. */
export function isPublic(procedure: AnyContractProcedure): boolean {
  return procedure['~orpc'].route.path !== undefined
}
