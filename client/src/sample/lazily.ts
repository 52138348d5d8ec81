/** Builds data on first use, so that starting the organisation costs nothing. Holds no state beyond what it is given. */

/** Returns a function that makes one value per key and keeps it. */
export function perKey<Value>(make: (key: string) => Value): (key: string) => Value {
  const made = new Map<string, Value>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = make(key);
    made.set(key, value);
    return value;
  };
}
