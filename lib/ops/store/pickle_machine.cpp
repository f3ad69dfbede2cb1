#include "ops/store/pickle_machine.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstddef>
#include <utility>

#include "ops/store/pickle.h"
#include "ops/store/raw_unicode.h"

namespace ops::store {

namespace {

constexpr std::size_t kMostBytes = std::size_t{64} << 20;
constexpr std::size_t kMostOpcodes = 2'000'000;
constexpr std::size_t kMostMarks = 2000;  // one for each open list, tuple, dict and set
constexpr std::uint64_t kNewestProtocol = 5;
constexpr std::size_t kLargestInteger = 4096;  // bytes: making digits of more takes long
constexpr std::uint32_t kNineDigits = 1'000'000'000;
constexpr std::size_t kLine = 0;  // the width of an argument that is a line of text

constexpr std::size_t as_argument(PyKind kind, bool bit = false) {
  return static_cast<std::size_t>(kind) * 2 + (bit ? 1 : 0);
}
constexpr PyKind kind_in(std::size_t argument) { return static_cast<PyKind>(argument / 2); }

std::uint64_t little_endian(std::string_view bytes) {
  std::uint64_t number = 0;
  for (std::size_t i = bytes.size(); i-- > 0;)
    number = number << 8 | static_cast<unsigned char>(bytes[i]);
  return number;
}

/// Two's complement, least byte first, without bytes that only repeat the sign.
std::string_view trimmed(std::string_view bytes) {
  while (bytes.size() > 1) {
    const auto last = static_cast<unsigned char>(bytes.back());
    const bool next_is_negative = (bytes[bytes.size() - 2] & 0x80) != 0;
    if (last != (next_is_negative ? 0xff : 0x00)) break;
    bytes.remove_suffix(1);
  }
  return bytes;
}

/// In decimal, of two's complement with the least byte first.
std::string decimal(std::string_view bytes) {
  const bool negative = (bytes.back() & 0x80) != 0;
  std::vector<std::uint32_t> groups;  // of nine digits, the least first
  for (std::size_t i = bytes.size(); i-- > 0;) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    std::uint64_t carry = negative ? 0xffu - byte : byte;  // of a negative one, -1 - number
    for (std::uint32_t& group : groups) {
      carry += std::uint64_t{group} << 8;
      group = static_cast<std::uint32_t>(carry % kNineDigits);
      carry /= kNineDigits;
    }
    if (carry != 0) groups.push_back(static_cast<std::uint32_t>(carry));
  }
  if (negative) {  // so one is to be added
    std::size_t i = 0;
    while (i < groups.size() && ++groups[i] == kNineDigits) groups[i++] = 0;
    if (i == groups.size()) groups.push_back(1);
  }
  std::string digits = (negative ? "-" : "") + std::to_string(groups.back());
  for (std::size_t i = groups.size() - 1; i-- > 0;) {
    const std::string group = std::to_string(groups[i]);
    digits += std::string(9 - group.size(), '0') + group;
  }
  return digits;
}

template <class Number>
std::errc read_all(std::string_view text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return end == text.data() + text.size() ? error : std::errc::invalid_argument;
}

}  // namespace

const char* name_of(PyKind kind) {
  constexpr const char* kNames[] = {
      "None",  "bool", "int", "int beyond 64 bits", "float",   "complex", "str", "bytes", "list",
      "tuple", "dict", "set", "frozenset",          "function"};
  return kNames[static_cast<std::size_t>(kind)];
}

/// What to do for a byte of the pickle.
struct PickleMachine::Opcode {
  char byte;
  const char* name;
  void (PickleMachine::*run)(std::size_t argument);
  std::size_t argument = 0;

  using M = PickleMachine;
  static const Opcode kAll[];
};

const PickleMachine::Opcode PickleMachine::Opcode::kAll[] = {
    {'\x80', "PROTO", &M::check_protocol},
    {'\x95', "FRAME", &M::check_frame},
    {'.', "STOP", &M::stop},
    {'(', "MARK", &M::mark},
    {'0', "POP", &M::pop_one},
    {'1', "POP_MARK", &M::pop_all},
    {'2', "DUP", &M::duplicate},
    {'N', "NONE", &M::push_constant, as_argument(PyKind::none)},
    {'\x88', "NEWTRUE", &M::push_constant, as_argument(PyKind::boolean, true)},
    {'\x89', "NEWFALSE", &M::push_constant, as_argument(PyKind::boolean, false)},
    {'K', "BININT1", &M::push_small_integer, 1},
    {'M', "BININT2", &M::push_small_integer, 2},
    {'J', "BININT", &M::push_signed_integer, 4},
    {'\x8a', "LONG1", &M::push_long, 1},
    {'\x8b', "LONG4", &M::push_long, 4},
    {'I', "INT", &M::push_decimal, false},
    {'L', "LONG", &M::push_decimal, true},
    {'F', "FLOAT", &M::push_decimal_float},
    {'G', "BINFLOAT", &M::push_float},
    {'\x8c', "SHORT_BINUNICODE", &M::push_text, 1},
    {'X', "BINUNICODE", &M::push_text, 4},
    {'\x8d', "BINUNICODE8", &M::push_text, 8},
    {'V', "UNICODE", &M::push_escaped_text},
    {'C', "SHORT_BINBYTES", &M::push_bytes, 1},
    {'B', "BINBYTES", &M::push_bytes, 4},
    {'\x8e', "BINBYTES8", &M::push_bytes, 8},
    {']', "EMPTY_LIST", &M::push_empty, as_argument(PyKind::list)},
    {')', "EMPTY_TUPLE", &M::push_empty, as_argument(PyKind::tuple)},
    {'}', "EMPTY_DICT", &M::push_empty, as_argument(PyKind::dict)},
    {'\x8f', "EMPTY_SET", &M::push_empty, as_argument(PyKind::set)},
    {'l', "LIST", &M::push_marked, as_argument(PyKind::list)},
    {'t', "TUPLE", &M::push_marked, as_argument(PyKind::tuple)},
    {'d', "DICT", &M::push_marked, as_argument(PyKind::dict)},
    {'\x91', "FROZENSET", &M::push_marked, as_argument(PyKind::frozenset)},
    {'\x85', "TUPLE1", &M::push_small_tuple, 1},
    {'\x86', "TUPLE2", &M::push_small_tuple, 2},
    {'\x87', "TUPLE3", &M::push_small_tuple, 3},
    {'a', "APPEND", &M::add_one, as_argument(PyKind::list)},
    {'s', "SETITEM", &M::add_one, as_argument(PyKind::dict)},
    {'e', "APPENDS", &M::add_marked, as_argument(PyKind::list)},
    {'u', "SETITEMS", &M::add_marked, as_argument(PyKind::dict)},
    {'\x90', "ADDITEMS", &M::add_marked, as_argument(PyKind::set)},
    {'\x94', "MEMOIZE", &M::memoize},
    {'p', "PUT", &M::put, kLine},
    {'q', "BINPUT", &M::put, 1},
    {'r', "LONG_BINPUT", &M::put, 4},
    {'g', "GET", &M::get, kLine},
    {'h', "BINGET", &M::get, 1},
    {'j', "LONG_BINGET", &M::get, 4},
    {'c', "GLOBAL", &M::push_global, false},
    {'\x93', "STACK_GLOBAL", &M::push_global, true},
    {'R', "REDUCE", &M::reduce},
    {'b', "BUILD", &M::refuse_code},
    {'i', "INST", &M::refuse_code},
    {'o', "OBJ", &M::refuse_code},
    {'\x81', "NEWOBJ", &M::refuse_code},
    {'\x92', "NEWOBJ_EX", &M::refuse_code},
    {'\x82', "EXT1", &M::refuse_code},
    {'\x83', "EXT2", &M::refuse_code},
    {'\x84', "EXT4", &M::refuse_code},
    {'P', "PERSID", &M::refuse_code},
    {'Q', "BINPERSID", &M::refuse_code},
    {'S', "STRING", &M::refuse_python_2},
    {'T', "BINSTRING", &M::refuse_python_2},
    {'U', "SHORT_BINSTRING", &M::refuse_python_2},
    {'\x96', "BYTEARRAY8", &M::refuse_buffers},
    {'\x97', "NEXT_BUFFER", &M::refuse_buffers},
    {'\x98', "READONLY_BUFFER", &M::refuse_buffers},
};

const PickleMachine::Opcode* PickleMachine::opcode_of(char byte) {
  const auto at = std::ranges::find(Opcode::kAll, byte, &Opcode::byte);
  return at == std::end(Opcode::kAll) ? nullptr : at;
}

void PickleMachine::fail(const std::string& why) const {
  throw PickleError("cannot read the pickle: " + why + " (" + opcode_name_ + " at byte " +
                    std::to_string(opcode_at_) + "); pickle plain data anew, with Python 3");
}

PyValue::Id PickleMachine::run() {
  if (pickle_.size() > kMostBytes) fail("it has more than 64 MiB");
  for (std::size_t count = 0; !stopped_; ++count) {
    if (count == kMostOpcodes) fail("it has more than two million opcodes");
    opcode_at_ = at_;
    if (at_ == pickle_.size()) fail("it ends without STOP; it is cut off or empty");
    const Opcode* opcode = opcode_of(take(1)[0]);
    opcode_name_ = opcode ? opcode->name : "no opcode";
    if (!opcode) fail("it is damaged, or no pickle");
    (this->*opcode->run)(opcode->argument);
  }
  return pop();
}

// ---- what stands after an opcode

std::string_view PickleMachine::take(std::uint64_t size) {
  if (size > pickle_.size() - at_) fail("it is cut off");
  const std::string_view taken = pickle_.substr(at_, size);
  at_ += size;
  return taken;
}

std::string_view PickleMachine::take_line() {
  const std::size_t end = pickle_.find('\n', at_);
  if (end == std::string_view::npos) fail("it is cut off in a line");
  const std::string_view line = take(end - at_);
  take(1);
  return line;
}

std::uint64_t PickleMachine::take_number(std::size_t width) { return little_endian(take(width)); }

std::uint64_t PickleMachine::take_index(std::size_t width) {
  if (width != kLine) return take_number(width);
  std::uint64_t index = 0;
  if (read_all(take_line(), index) != std::errc()) fail("its index is no number");
  return index;
}

// ---- the stack

void PickleMachine::push(PyValue value) {
  values_.push_back(std::move(value));
  stack_.push_back(static_cast<Id>(values_.size() - 1));
}

/// Below it, nothing may be taken before its MARK is.
std::size_t PickleMachine::floor() const { return marks_.empty() ? 0 : marks_.back(); }

PyValue::Id PickleMachine::top() const {
  if (stack_.size() <= floor()) fail("nothing is left on the stack");
  return stack_.back();
}

PyValue::Id PickleMachine::pop() {
  const Id id = top();
  stack_.pop_back();
  return id;
}

std::vector<PyValue::Id> PickleMachine::pop_to_mark() {
  if (marks_.empty()) fail("there is no MARK");
  const auto first = stack_.begin() + static_cast<std::ptrdiff_t>(marks_.back());
  std::vector<Id> taken(first, stack_.end());
  stack_.erase(first, stack_.end());
  marks_.pop_back();
  return taken;
}

// ---- opcodes

void PickleMachine::check_protocol(std::size_t) {
  const std::uint64_t protocol = take_number(1);
  if (protocol > kNewestProtocol) fail("protocol " + std::to_string(protocol) + " is unknown");
}

/// Frames only say how much to read ahead; all is here already.
void PickleMachine::check_frame(std::size_t) {
  if (take_number(8) > pickle_.size() - at_) fail("its frame is cut off");
}

void PickleMachine::stop(std::size_t) { stopped_ = true; }

void PickleMachine::mark(std::size_t) {
  if (marks_.size() == kMostMarks) fail("it is nested too deep");
  marks_.push_back(stack_.size());
}

/// Python's POP takes a MARK when that is what is on top.
void PickleMachine::pop_one(std::size_t) {
  if (!marks_.empty() && marks_.back() == stack_.size())
    marks_.pop_back();
  else
    pop();
}

void PickleMachine::pop_all(std::size_t) { pop_to_mark(); }
void PickleMachine::duplicate(std::size_t) { stack_.push_back(top()); }

void PickleMachine::push_constant(std::size_t kind_and_bit) {
  push({.kind = kind_in(kind_and_bit), .bits = kind_and_bit % 2});
}

void PickleMachine::push_small_integer(std::size_t width) {
  push({.kind = PyKind::integer, .bits = take_number(width)});
}
void PickleMachine::push_signed_integer(std::size_t width) { push(integer_of(take(width))); }
void PickleMachine::push_long(std::size_t width_of_size) {
  push(integer_of(take(take_number(width_of_size))));
}

/// "12\n", and with `is_long` "12L\n". In protocol 0, "00" and "01" are the booleans.
void PickleMachine::push_decimal(std::size_t is_long) {
  std::string_view line = take_line();
  if (is_long && line.ends_with('L')) line.remove_suffix(1);
  if (!is_long && (line == "00" || line == "01"))
    push({.kind = PyKind::boolean, .bits = line == "01"});
  else
    push_integer(line);
}

std::string_view PickleMachine::kept(std::string text) {
  return decoded_.emplace_back(std::move(text));
}

PyValue PickleMachine::integer_of(std::string_view twos_complement) {
  const std::string_view bytes = trimmed(twos_complement);
  if (bytes.size() > kLargestInteger) fail("it has an integer of more than 4096 bytes");
  if (bytes.size() > 8) return {.kind = PyKind::big_integer, .text = kept(decimal(bytes))};
  const std::uint64_t bits = little_endian(bytes);
  const std::size_t unused = 64 - 8 * bytes.size();
  if (unused == 64) return {.kind = PyKind::integer};
  const auto extended = static_cast<std::int64_t>(bits << unused) >> unused;
  return {.kind = PyKind::integer, .bits = static_cast<std::uint64_t>(extended)};
}

void PickleMachine::push_integer(std::string_view decimal) {
  std::int64_t number = 0;
  const std::errc error = read_all(decimal, number);
  if (error == std::errc())
    return push({.kind = PyKind::integer, .bits = static_cast<std::uint64_t>(number)});
  if (error != std::errc::result_out_of_range) fail("it is no integer");
  push({.kind = PyKind::big_integer, .text = decimal});
}

void PickleMachine::push_decimal_float(std::size_t) {
  double number = 0;
  if (read_all(take_line(), number) != std::errc()) fail("it is no number");
  push({.kind = PyKind::floating, .bits = std::bit_cast<std::uint64_t>(number)});
}

/// Eight bytes, the greatest first.
void PickleMachine::push_float(std::size_t) {
  std::string bytes(take(8));
  std::ranges::reverse(bytes);
  push({.kind = PyKind::floating, .bits = little_endian(bytes)});
}

void PickleMachine::push_text(std::size_t width_of_size) {
  push({.kind = PyKind::text, .text = take(take_number(width_of_size))});
}
void PickleMachine::push_bytes(std::size_t width_of_size) {
  push({.kind = PyKind::bytes, .text = take(take_number(width_of_size))});
}
void PickleMachine::push_escaped_text(std::size_t) {
  std::string text;
  if (!decode_raw_unicode(take_line(), text)) fail("it has a bad \\u escape");
  push({.kind = PyKind::text, .text = kept(std::move(text))});
}

void PickleMachine::push_empty(std::size_t kind) { push({.kind = kind_in(kind)}); }

void PickleMachine::push_marked(std::size_t kind) {
  const std::vector<Id> parts = pop_to_mark();
  push({.kind = kind_in(kind)});
  add(kind_in(kind), parts);
}

void PickleMachine::push_small_tuple(std::size_t size) {
  std::vector<Id> parts(size);
  for (std::size_t i = size; i-- > 0;) parts[i] = pop();
  push({.kind = PyKind::tuple, .parts = std::move(parts)});
}

void PickleMachine::add_one(std::size_t kind) {
  const Id last = pop();
  add(kind_in(kind), kind_in(kind) == PyKind::dict ? std::vector{pop(), last} : std::vector{last});
}

void PickleMachine::add_marked(std::size_t kind) {
  const std::vector<Id> parts = pop_to_mark();
  add(kind_in(kind), parts);
}

/// To what is on top of the stack, which must be of that kind.
void PickleMachine::add(PyKind kind, const std::vector<Id>& parts) {
  PyValue& into = values_[top()];
  if (into.kind != kind) fail(std::string("it wants a ") + name_of(kind));
  if (kind == PyKind::dict && parts.size() % 2 != 0) fail("a key has no value");
  into.parts.insert(into.parts.end(), parts.begin(), parts.end());
}

void PickleMachine::memoize(std::size_t) { memo_[memo_.size()] = top(); }
void PickleMachine::put(std::size_t width) { memo_[take_index(width)] = top(); }
void PickleMachine::get(std::size_t width) {
  const auto found = memo_.find(take_index(width));
  if (found == memo_.end()) fail("nothing was put under its index");
  stack_.push_back(found->second);
}

void PickleMachine::refuse_code(std::size_t) {
  fail("only plain data is read from it, and this opcode could run code");
}
void PickleMachine::refuse_python_2(std::size_t) { fail("it has a byte string of Python 2"); }
void PickleMachine::refuse_buffers(std::size_t) {
  fail("it has a bytearray or a buffer, which are no plain data");
}

}  // namespace ops::store
