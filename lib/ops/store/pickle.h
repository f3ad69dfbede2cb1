#pragma once
/// Snapshots as Python pickles, which is how ops keeps them. For .cpp files.
///
/// Facts about the format are from CPython's Lib/pickletools.py and Modules/_pickle.c.

#include "ops/store/store.h"

namespace ops::store {

/// Bytes that cannot become a Snapshot. The message has the opcode's name and its position.
class PickleError : public Error {
 public:
  using Error::Error;
};

/// The bytes that `pickle.dumps(data, protocol=4)` makes of the same data in CPython 3.8 to 3.13,
/// when no two equal strings, lists or dicts in it are one object: every one is written in full.
/// Any Python 3.4 or later reads them. Keys of nested dicts are in alphabetical order.
/// Throws ParseError when a name is not UTF-8.
std::string pickled(const Snapshot& data);

/// The dict that the bytes hold, written by any pickler of Python 3 with protocol 0 to 5.
///
/// Nothing is ever called or imported: GLOBAL, REDUCE, BUILD and their like are refused by name.
/// So are bytes in protocols 0 to 2 and sets in protocols 0 to 3, which Python spells as calls,
/// and the byte strings of Python 2, on which ops never ran.
///
/// Throws PickleError for those; for bytes that end early or make no sense; for values that JSON
/// has no word for: bytes, tuples, sets, integers beyond 64 bits, infinities, text with lone
/// surrogates, dicts with keys that are not str; for lists that contain themselves; and for more
/// than 64 MiB, two million opcodes, 1000 levels or 10000 names. Takes memory in proportion.
Snapshot unpickled(std::string_view bytes);

}  // namespace ops::store
