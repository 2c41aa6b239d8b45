/** What checks of a contract say when it is broken. */
export interface Expectations {
  /** @throws Error with both sides when they are not the same value */
  expectEqual(what: string, actual: unknown, expected: unknown): void;
  /** @throws Error that says what is, and what was expected */
  expectThat(what: string, holds: boolean, sides: string): void;
}

/** Expectations under the name of the check they belong to. */
export function expectations(check: string): Expectations {
  const expectThat = (what: string, holds: boolean, sides: string): void => {
    if (!holds) throw new Error(`${check}: ${what} is ${sides}.`);
  };
  const expectEqual = (what: string, actual: unknown, expected: unknown): void =>
    expectThat(what, Object.is(actual, expected), `${shorten(actual)}, expected ${shorten(expected)}`);
  return { expectEqual, expectThat };
}

/** What a promise is rejected with; null when it is not. */
export async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => null,
    (error: unknown) => error,
  );
}

/** Every number of a result; typed arrays become lists, so that equal texts are equal pictures. */
export function toText(result: unknown): string {
  return JSON.stringify(result, (_, value: unknown) =>
    ArrayBuffer.isView(value) ? Array.from(value as Uint8Array) : value,
  );
}

function shorten(value: unknown): string {
  const text = String(value);
  return text.length > 200 ? `${text.slice(0, 200)}...` : text;
}
