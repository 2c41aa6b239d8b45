/**
 * Wrong input: a flag, a file, a message, a value. The message reads `Where: what is wrong, with the value; what to do.`
 * The command line prints it on one line and exits with code 2; the server answers with it and lives on.
 */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
