/** What an act gives, or the error it throws: one environment's failure is a value, so that the others go on. */
export function attempt<T>(act: () => T): T | Error {
  try {
    return act();
  } catch (error) {
    return toError(error);
  }
}

/** Anything that was thrown, as an error. */
export function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
