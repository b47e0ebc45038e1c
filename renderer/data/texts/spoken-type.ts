/**
 * The shape of a table of words, whatever the language: literals become strings, tuples keep their length and functions
 * their parameters. A translation of this type has every key of the source and none besides.
 */
export type Spoken<T> = T extends string
  ? string
  : T extends (...given: infer Given) => infer Said
    ? (...given: Given) => Spoken<Said>
    : T extends object
      ? { readonly [Key in keyof T]: Spoken<T[Key]> }
      : T;
