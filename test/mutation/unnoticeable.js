// Mutants that change nothing anybody could notice, and why.

/**
 * @type {readonly {file: string, line: string, without: string, why: string}[]} `line` is a part of the line in which
 *   the mutant begins, `without` what is in its place
 */
export const unnoticeable = [];
