/// From a Snapshot to the bytes that CPython's pickler writes with protocol 4.
#include <bit>
#include <unordered_map>

#include "ops/store/check.h"
#include "ops/store/pickle.h"

namespace ops::store {

namespace {

using base::Plain, base::PlainKind;

// Opcodes, by their names in Python's pickletools.
constexpr std::string_view kProtocol4 = "\x80\x04";
constexpr char kFrame = '\x95';
constexpr char kMark = '(';
constexpr char kStop = '.';
constexpr char kNone = 'N';
constexpr char kNewTrue = '\x88';
constexpr char kNewFalse = '\x89';
constexpr char kBinInt1 = 'K';
constexpr char kBinInt2 = 'M';
constexpr char kBinInt = 'J';
constexpr char kLong1 = '\x8a';
constexpr char kLong4 = '\x8b';
constexpr char kBinFloat = 'G';
constexpr char kMemoize = '\x94';
constexpr char kEmptyList = ']';
constexpr char kAppend = 'a';
constexpr char kAppends = 'e';
constexpr char kEmptyDict = '}';
constexpr char kSetItem = 's';
constexpr char kSetItems = 'u';
constexpr char kEmptySet = '\x8f';
constexpr char kAddItems = '\x90';
constexpr char kFrozenSet = '\x91';
constexpr char kEmptyTuple = ')';
constexpr char kTuple1 = '\x85';  // and so on, to TUPLE3
constexpr char kTuple = 't';
constexpr char kBinGet = 'h';
constexpr char kLongBinGet = 'j';
constexpr char kStackGlobal = '\x93';
constexpr char kReduce = 'R';

/// The opcodes for sizes of one, four and eight bytes.
struct SizedOpcodes {
  char of_1, of_4, of_8;
};
constexpr SizedOpcodes kUnicode = {'\x8c', 'X', '\x8d'};
constexpr SizedOpcodes kBytes = {'C', 'B', '\x8e'};

constexpr std::size_t kFrameHeader = 9;
constexpr std::size_t kFrameTarget = 64UL * 1024;  // a frame ends after the value that reaches it
constexpr std::size_t kSmallestFrame = 4;
constexpr std::size_t kBatch = 1000;  // items between a MARK and its APPENDS or SETITEMS
constexpr std::size_t kNoFrame = std::string::npos;

std::string little_endian(std::uint64_t number, std::size_t width) {
  std::string bytes;
  for (std::size_t i = 0; i < width; ++i) bytes += static_cast<char>(number >> (8 * i));
  return bytes;
}

std::string with_argument(char opcode, std::uint64_t number, std::size_t width) {
  return opcode + little_endian(number, width);
}

/// Two's complement, the least byte first, of the magnitude in `bytes`.
std::string negated(std::string bytes) {
  unsigned carry = 1;
  for (char& byte : bytes) {
    const unsigned flipped = (static_cast<unsigned char>(byte) ^ 0xffu) + carry;
    byte = static_cast<char>(flipped);
    carry = flipped >> 8;
  }
  return bytes;
}

/// The bytes of a number of decimal digits, the least first.
std::string magnitude(std::string_view digits) {
  std::string bytes(1, '\0');
  for (const char digit : digits) {
    unsigned carry = static_cast<unsigned>(digit - '0');
    for (char& byte : bytes) {
      const unsigned scaled = static_cast<unsigned char>(byte) * 10u + carry;
      byte = static_cast<char>(scaled);
      carry = scaled >> 8;
    }
    if (carry != 0) bytes += static_cast<char>(carry);
  }
  return bytes;
}

/// As LONG1 or LONG4: as few bytes as keep the sign.
std::string long_integer(std::string_view digits) {
  const bool negative = digits.starts_with('-');
  std::string bytes = magnitude(digits.substr(negative ? 1 : 0)) + '\0';
  if (negative) bytes = negated(bytes);
  const char sign = negative ? '\xff' : '\x00';
  while (bytes.size() > 1 && bytes.back() == sign &&
         ((bytes[bytes.size() - 2] & 0x80) != 0) == negative)
    bytes.pop_back();
  const bool is_short = bytes.size() <= 0xff;
  return with_argument(is_short ? kLong1 : kLong4, bytes.size(), is_short ? 1 : 4) + bytes;
}

std::string integer(std::int64_t number) {
  const auto bits = static_cast<std::uint64_t>(number);
  if (bits <= 0xff) return with_argument(kBinInt1, bits, 1);
  if (bits <= 0xffff) return with_argument(kBinInt2, bits, 2);
  const bool fits = number >= INT32_MIN && number <= INT32_MAX;
  return fits ? with_argument(kBinInt, bits, 4) : long_integer(std::to_string(number));
}

std::string floating(double value) {
  const std::string bytes = little_endian(std::bit_cast<std::uint64_t>(value), 8);
  return kBinFloat + std::string(bytes.rbegin(), bytes.rend());
}

std::string header(const SizedOpcodes& opcodes, std::size_t size) {
  if (size <= 0xff) return with_argument(opcodes.of_1, size, 1);
  if (size <= 0xffffffff) return with_argument(opcodes.of_4, size, 4);
  return with_argument(opcodes.of_8, size, 8);
}

class Pickler {
 public:
  std::string pickle(const Snapshot& data) && {
    write(kEmptyDict);
    memoize();
    auto entry = data.begin();
    write_batches(data.size(), kSetItem, kSetItems, [&] {
      write_chars(kUnicode, entry->key);
      write_value(entry->value);
      ++entry;
    });
    write(kStop);
    end_frame();
    return std::move(out_);
  }

 private:
  /// Into the open frame, or a new one.
  void write(std::string_view bytes) {
    if (frame_ == kNoFrame) {
      frame_ = out_.size();
      out_.append(kFrameHeader, '\0');
    }
    out_ += bytes;
  }
  void write(char byte) { write(std::string_view(&byte, 1)); }

  /// A frame of a few bytes is not worth its header.
  void end_frame() {
    if (frame_ == kNoFrame) return;
    const std::size_t size = out_.size() - frame_ - kFrameHeader;
    const std::string header = with_argument(kFrame, size, 8);
    out_.replace(frame_, kFrameHeader, size < kSmallestFrame ? "" : header);
    frame_ = kNoFrame;
  }

  /// Frames end between values only.
  void begin_value() {
    if (frame_ != kNoFrame && out_.size() - frame_ - kFrameHeader >= kFrameTarget) end_frame();
  }

  /// CPython numbers what it may meet again.
  void memoize() { write(kMemoize), ++memoized_; }
  void memoize(const Plain& value) {
    memo_[value.identity()] = memoized_;
    memoize();
  }

  void write_chars(const SizedOpcodes& opcodes, std::string_view chars) {
    begin_value();
    if (chars.size() < kFrameTarget) {
      write(header(opcodes, chars.size()));
      write(chars);
    } else {  // long text stands between frames
      end_frame();
      (out_ += header(opcodes, chars.size())) += chars;
    }
    memoize();
  }

  void write_list(const Plain& list) {
    write(kEmptyList);
    memoize(list);
    const Plain* item = list.begin();
    write_batches(list.size(), kAppend, kAppends, [&] { write_value(*item++); });
  }

  void write_dict(const Plain& dict) {
    write(kEmptyDict);
    memoize(dict);
    const base::PlainEntry* entry = dict.entries().begin();
    write_batches(dict.size(), kSetItem, kSetItems, [&] {
      write_value(entry->key);
      write_value(entry->value);
      ++entry;
    });
  }

  void write_set(const Plain& set) {
    write(kEmptySet);
    memoize(set);
    const Plain* item = set.begin();
    write_batches(set.size(), '\0', kAddItems, [&] { write_value(*item++); });
  }

  void write_tuple(const Plain& tuple) {
    if (tuple.size() == 0) return write(kEmptyTuple);
    const bool is_small = tuple.size() <= 3;
    if (!is_small) write(kMark);
    for (const Plain& item : tuple) write_value(item);
    write(is_small ? static_cast<char>(kTuple1 + static_cast<char>(tuple.size() - 1)) : kTuple);
    memoize(tuple);
  }

  void write_frozenset(const Plain& set) {
    write(kMark);
    for (const Plain& item : set) write_value(item);
    write(kFrozenSet);
    memoize(set);
  }

  /// As a call of the type, which is named once.
  void write_complex(const Plain& value) {
    begin_value();
    if (complex_type_ == kNotYet) {
      write_chars(kUnicode, "builtins");
      write_chars(kUnicode, "complex");
      write(kStackGlobal);
      complex_type_ = memoized_;
      memoize();
    } else {
      write_again(complex_type_);
    }
    begin_value();
    write_value(value.real());
    write_value(value.imaginary());
    write(static_cast<char>(kTuple1 + 1));
    memoize();
    write(kReduce);
    memoize(value);
  }

  void write_again(std::uint32_t number) {
    const bool is_short = number <= 0xff;
    write(with_argument(is_short ? kBinGet : kLongBinGet, number, is_short ? 1 : 4));
  }

  /// After a full batch of a dict or a set CPython always begins another, even an empty one; of a
  /// list it does not. A set has no opcode for one item.
  template <class WriteNext>
  void write_batches(std::size_t count, char add_one, char add_all, WriteNext write_next) {
    if (count == 0) return;
    if (count == 1 && add_one != '\0') return write_next(), write(add_one);
    const std::size_t extra = add_all != kAppends && count % kBatch == 0 ? 1 : 0;
    const std::size_t batches = (count + kBatch - 1) / kBatch + extra;
    for (std::size_t batch = 0, written = 0; batch < batches; ++batch) {
      write(kMark);
      for (std::size_t i = 0; i < kBatch && written < count; ++i, ++written) write_next();
      write(add_all);
    }
  }

  void write_value(const Plain& value) {
    begin_value();
    const auto known = value.identity() ? memo_.find(value.identity()) : memo_.end();
    known == memo_.end() ? write_new(value) : write_again(known->second);
  }

  void write_new(const Plain& value) {
    switch (value.kind()) {
      case PlainKind::boolean:
        return write(value.as_bool() ? kNewTrue : kNewFalse);
      case PlainKind::integer:
        return write(integer(value.as_int()));
      case PlainKind::big_integer:
        return write(long_integer(value.chars()));
      case PlainKind::number:
        return write(floating(value.as_double()));
      case PlainKind::complex:
        return write_complex(value);
      case PlainKind::text:
        memo_[value.identity()] = memoized_;
        return write_chars(kUnicode, value.chars());
      case PlainKind::bytes:
        memo_[value.identity()] = memoized_;
        return write_chars(kBytes, value.chars());
      case PlainKind::list:
        return write_list(value);
      case PlainKind::tuple:
        return write_tuple(value);
      case PlainKind::dict:
        return write_dict(value);
      case PlainKind::set:
        return write_set(value);
      case PlainKind::frozenset:
        return write_frozenset(value);
      case PlainKind::none:
      case PlainKind::object:  // check_storable has refused it
        return write(kNone);
    }
  }

  static constexpr std::uint32_t kNotYet = UINT32_MAX;

  std::string out_ = std::string(kProtocol4);
  std::unordered_map<const void*, std::uint32_t> memo_ = {};
  std::uint32_t memoized_ = 0;
  std::uint32_t complex_type_ = kNotYet;
  std::size_t frame_ = kNoFrame;  // where the header of the open frame stands
};

}  // namespace

std::string pickled(const Snapshot& data) {
  check_storable("a snapshot", data);
  return Pickler().pickle(data);
}

}  // namespace ops::store
