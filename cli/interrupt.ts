const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

let controller: AbortController | undefined;
let exitCode: number | undefined;

/**
 * The signal that Ctrl-C (or SIGTERM) aborts; a command that asks for it promises to stop soon and leave nothing half-written.
 * A second Ctrl-C ends the process at once. Signals are only heard when the event loop turns, so loops must await more than microtasks.
 */
export function interruptSignal(): AbortSignal {
  if (controller === undefined) {
    const created = new AbortController();
    controller = created;
    for (const name of ['SIGINT', 'SIGTERM'] as const) {
      process.on(name, () => {
        if (created.signal.aborted) process.exit(EXIT_CODES[name]);
        exitCode = EXIT_CODES[name];
        process.stderr.write('\noikos: stopping; press Ctrl-C again to quit at once\n');
        created.abort();
      });
    }
  }
  return controller.signal;
}

/** The exit code the process owes to a signal it was stopped by, or undefined when none came. */
export function interruptExitCode(): number | undefined {
  return exitCode;
}

/** A server is meant to be stopped by SIGTERM: once it has ended in order, the process owes no code for it. */
export function endedInOrder(): void {
  if (exitCode === EXIT_CODES.SIGTERM) exitCode = undefined;
}
