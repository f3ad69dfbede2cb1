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
/// when the same strings, lists and so on are one object there: what is one Plain is written once
/// and referred to, all else is written in full. Any Python 3.4 or later reads them.
/// Throws ValueError for what check_storable refuses.
std::string pickled(const Snapshot& data);

/// The dict that the bytes hold, written by any pickler of Python 3 with protocol 0 to 5. What was
/// one object there is one Plain.
///
/// Nothing is ever called or imported: GLOBAL, REDUCE, BUILD and their like are refused by name,
/// but for the few calls as which picklers write plain data (complex numbers, and in old protocols
/// bytes and sets): what these stand for is made without them. The byte strings of Python 2, on
/// which ops never ran, are refused, too.
///
/// Throws PickleError for those; for bytes that end early or make no sense; for text with lone
/// surrogates, and names that are no text; for values that contain themselves; for integers of more
/// than 4096 bytes; and for more than 64 MiB, two million opcodes, 1000 levels or 10000 names.
/// Takes memory in proportion.
Snapshot unpickled(std::string_view bytes);

}  // namespace ops::store
