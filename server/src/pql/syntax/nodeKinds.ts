/**
 * The kinds of node in a PQL tree and what each one's children are, in order.
 * A node is a number; `syntaxTree.ts` reads its facts. Nothing here depends on how trees are stored.
 */

/** Index of a node in its tree. 0 is "no node". */
export type NodeId = number;

/**
 * Node kinds. Behind each: its children, and its `detail` where it has one (always a token index).
 */
export enum NodeKind {
  None = 0,
  /** A value that should stand here and does not. Empty. */
  Missing = 1,
  /** Text that fits nowhere. Children: whatever could still be read in it. */
  Error = 2,

  StringLiteral = 3,
  IntegerLiteral = 4,
  LongLiteral = 5,
  DoubleLiteral = 6,
  BooleanLiteral = 7,
  NullLiteral = 8,
  /** `now`, `today`, `yesterday`, `tomorrow` */
  TimeWord = 9,
  /** `this month`; two tokens. */
  Interval = 10,

  /** `a.b.c`: names with dots between; no children. May end in a dot while it is being typed. */
  Path = 11,
  /** `^^.a.b`: carets, an optional dot, then names as in a path. */
  UpPath = 12,
  /** `$1` */
  Parameter = 13,
  /** `@{…}` */
  Context = 14,
  /** `this` */
  This = 15,
  /** `x.a.b` where x is not a plain path. Child: x. Detail: the first dot. */
  Member = 16,
  /** `x[y]`. Children: x, y. Detail: the bracket. */
  Subscript = 17,
  /** `f(a, b)`. Children: arguments. Detail: the name. */
  Call = 18,
  /** `x.f(a, b)`. Children: x, arguments. Detail: the name. */
  MethodCall = 19,

  /** `(x)` */
  Paren = 20,
  /** `[a, b]` */
  ArrayLiteral = 21,
  /** `{"k": x}`. Children: entries. */
  ObjectLiteral = 22,
  /** `"k": x`. Child: x. Detail: the key. */
  Entry = 23,

  /** `-x` */
  Negate = 24,
  /** `not x`, `!x` */
  Not = 25,
  /** `a + b - c`: two or more operands; the operator stands directly before each operand but the first. */
  Additive = 26,
  /** `a * b / c`: as Additive. */
  Multiplicative = 27,
  /** `a = b`. Detail: the operator. More than two children only in a chained comparison, which is a problem. */
  Comparison = 28,
  /** `a in b`, `a notIn b`. Detail: the operator. */
  Membership = 29,
  /** `a like b`. Detail: the operator. */
  Like = 30,
  /** `a matches b`. Detail: the operator. */
  Matches = 31,
  /** `a occurs t`. Children: a, one time test. Detail: the operator. */
  Occurs = 32,
  /** `a and b and c` */
  And = 33,
  /** `a or b or c` */
  Or = 34,

  /** `<= 3 days before x`. Child: x. Detail: the count, an Integer token, or 0. */
  TimeDistance = 35,
  /** `before x`. Child: x. Detail: the direction. */
  TimeDirection = 36,
  /** `x`, `on x`. Child: x. */
  TimePoint = 37,
  /** `between x and y` */
  TimeRange = 38,

  /** `if(c, a, b)` */
  If = 39,
  /** `select` declarations. */
  Select = 40,
  /** `exists` declarations. */
  Exists = 41,
  /** `forall` declarations. */
  Forall = 42,
  /** `sum x over` declarations, or `sum` declarations. Detail: the function's word. */
  Aggregate = 43,
  /** `V from a where c`. Children: a, and c where given. Detail: the variable. */
  Declaration = 44,
  /** `let n = v in b`. Children: v, b. Detail: the variable. */
  Let = 45,
  /** `(a, b) => x`. Child: x. Detail: the arrow. Parameters are the names before it. */
  Lambda = 46,

  /** `chain(e, t, [steps])`. Children: e, t, steps. */
  Chain = 47,
  /** `A: WHAT(…) …`. Children: parts. Detail: the label, or 0. */
  Step = 48,
  /** `WHAT(c)` */
  What = 49,
  /** `WHEN(t)`. Child: a time test. */
  When = 50,
  /** `COUNT(>= n)`. Detail: the number, or 0. */
  Count = 51,
  /** `WHERE(c)` */
  WherePart = 52,
}
