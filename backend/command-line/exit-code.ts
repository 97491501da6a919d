/** What the caller of a command learns from its exit code; docs/command-line.md repeats it. */
export const EXIT = {
	done: 0,
	/** Refused, not found, not possible: the message says why. Nothing was written. */
	failed: 1,
	/** The command itself was wrong: unknown name, missing argument. */
	usage: 2,
	/** `verify`: the record is not intact. */
	broken: 3,
	/** Ctrl-C or SIGTERM. */
	interrupted: 130
} as const;
