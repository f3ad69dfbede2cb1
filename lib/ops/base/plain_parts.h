#pragma once
/// What a Plain shares with its copies. For base's own .cpp files.

#include <string>
#include <utility>
#include <vector>

#include "ops/base/plain.h"

namespace ops::base {

/// Where an item or entry stands, by its hash.
using PlainIndex = std::vector<std::pair<std::uint64_t, std::uint32_t>>;

struct PlainParts {
  std::string text = {};
  std::string shown = {};  // of an object
  std::vector<Plain> items = {};
  std::vector<PlainEntry> entries = {};
  PlainIndex index = {};  // of a dict or a set with more than a few: in the order of hashes
  double real = 0, imaginary = 0;
};

const PlainParts& parts_of(const Plain& value);

/// The number of the item or key that is the same, of a set, frozenset or dict; else their number.
std::size_t place_of(const Plain& wanted, PlainKind kind, const PlainParts& in);
/// Makes `parts` those of a set or dict: of the same items or keys, one is left.
void make_unique(PlainKind kind, PlainParts& parts);

/// One quoted as C++ would write it, and a number as it reads back. In print.cpp.
void print_text(std::string_view text, std::string& out);
void print_number(double value, std::string& out);
/// The C++ that makes it.
void print(const Plain& value, std::string& out);

/// As Plain::to_json. With `tag_big`, a big integer is {"!int": digits}, as who reads JSON into
/// numbers of 64 bits needs it.
std::string plain_json(const Plain& value, bool tag_big);

}  // namespace ops::base
