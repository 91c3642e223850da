import { conf, type Change, type Conf } from '#conf';

/** Lines of the good file and the wrong ones in their place. */
export interface BrokenLines extends Change {
  /** Install path, when the example has several files. */
  readonly file?: string;
  /** The right lines, when they are not `from`: the cure of something that the example does not do. */
  readonly fixed?: Conf;
}

/** A line of the good file left out. */
export const without = (line: Conf): BrokenLines => ({ from: line, to: conf`` });

/**
 * A line of the good file with others after it.
 * @param fixed what stands after it once it is right, where that is not nothing
 */
export const after = (line: Conf, addition: Conf, fixed?: Conf): BrokenLines => {
  const followed = (lines: Conf): Conf => conf`
    ${line}
    ${lines}
  `;
  return {
    from: line,
    to: followed(addition),
    ...(fixed === undefined ? {} : { fixed: followed(fixed) }),
  };
};

/** The same with others before it. */
export const before = (line: Conf, addition: Conf, fixed?: Conf): BrokenLines => {
  const preceded = (lines: Conf): Conf => conf`
    ${lines}
    ${line}
  `;
  return {
    from: line,
    to: preceded(addition),
    ...(fixed === undefined ? {} : { fixed: preceded(fixed) }),
  };
};
