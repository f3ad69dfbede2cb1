/// Calls in pickles that stand for plain data.
#include <algorithm>
#include <iterator>
#include <utility>

#include "ops/store/pickle_machine.h"
#include "ops/store/raw_unicode.h"

namespace ops::store {

/// What picklers write as calls though it is plain data: complex numbers always, sets before
/// protocol 4 and bytes before protocol 3. Nothing else may be named, and none of these is called:
/// what they would make is made here.
struct PickleMachine::Callable {
  std::string_view module;    // of Python 3
  std::string_view module_2;  // as Python 3 calls it in the protocols of Python 2
  std::string_view name;
  /// Pushes it. False when the arguments are others than a pickler writes.
  bool (PickleMachine::*make)(const PyValue& arguments);

  using M = PickleMachine;
  static const Callable kAll[];
};

const PickleMachine::Callable PickleMachine::Callable::kAll[] = {
    {"builtins", "__builtin__", "complex", &M::make_complex},
    {"builtins", "__builtin__", "set", &M::make_set},
    {"builtins", "__builtin__", "frozenset", &M::make_frozenset},
    {"builtins", "__builtin__", "bytes", &M::make_bytes},
    {"_codecs", "_codecs", "encode", &M::encode_bytes},
};

void PickleMachine::push_global(std::size_t from_stack) {
  std::string_view module, name;
  if (from_stack) {
    name = values_[pop()].text;
    module = values_[pop()].text;
  } else {
    module = take_line();
    name = take_line();
  }
  const auto found = std::ranges::find_if(Callable::kAll, [&](const Callable& known) {
    return known.name == name && (known.module == module || known.module_2 == module);
  });
  if (found == std::end(Callable::kAll)) refuse_code(0);
  const auto number = static_cast<std::uint64_t>(found - std::begin(Callable::kAll));
  push({.kind = PyKind::callable, .bits = number});
}

void PickleMachine::reduce(std::size_t) {
  const PyValue arguments = values_[pop()];
  const PyValue& called = values_[pop()];
  if (called.kind != PyKind::callable || arguments.kind != PyKind::tuple) refuse_code(0);
  if (!(this->*Callable::kAll[called.bits].make)(arguments)) refuse_code(0);
}

bool PickleMachine::make_complex(const PyValue& arguments) {
  const auto is_number = [&](Id part) { return values_[part].kind == PyKind::floating; };
  if (arguments.parts.size() != 2 || !std::ranges::all_of(arguments.parts, is_number)) return false;
  push({.kind = PyKind::complex, .parts = arguments.parts});
  return true;
}

bool PickleMachine::make_of_list(PyKind kind, const PyValue& arguments) {
  if (arguments.parts.size() != 1 || values_[arguments.parts[0]].kind != PyKind::list) return false;
  push({.kind = kind, .parts = values_[arguments.parts[0]].parts});
  return true;
}
bool PickleMachine::make_set(const PyValue& arguments) {
  return make_of_list(PyKind::set, arguments);
}
bool PickleMachine::make_frozenset(const PyValue& arguments) {
  return make_of_list(PyKind::frozenset, arguments);
}

/// Without arguments: none are in them.
bool PickleMachine::make_bytes(const PyValue& arguments) {
  if (!arguments.parts.empty()) return false;
  push({.kind = PyKind::bytes});
  return true;
}

/// Of text that has a character for each byte, and the word "latin1".
bool PickleMachine::encode_bytes(const PyValue& arguments) {
  if (arguments.parts.size() != 2) return false;
  const PyValue& text = values_[arguments.parts[0]];
  const PyValue& encoding = values_[arguments.parts[1]];
  std::string bytes;
  if (text.kind != PyKind::text || encoding.text != "latin1" || !encode_latin1(text.text, bytes))
    return false;
  push({.kind = PyKind::bytes, .text = kept(std::move(bytes))});
  return true;
}

}  // namespace ops::store
