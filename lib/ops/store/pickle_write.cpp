/// From a Snapshot to the bytes that CPython's pickler writes with protocol 4.
#include <bit>
#include <nlohmann/json.hpp>

#include "ops/store/pickle.h"

namespace ops::store {

namespace {

using Json = nlohmann::json;

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
constexpr char kBinFloat = 'G';
constexpr char kShortBinUnicode = '\x8c';
constexpr char kBinUnicode = 'X';
constexpr char kBinUnicode8 = '\x8d';
constexpr char kMemoize = '\x94';
constexpr char kEmptyList = ']';
constexpr char kAppend = 'a';
constexpr char kAppends = 'e';
constexpr char kEmptyDict = '}';
constexpr char kSetItem = 's';
constexpr char kSetItems = 'u';

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

/// `bits` as a LONG1: two's complement, as few bytes as keep the sign.
std::string long_integer(std::uint64_t bits, bool negative) {
  const char sign = negative ? '\xff' : '\x00';
  std::string bytes = little_endian(bits, 8) + sign;
  while (bytes.size() > 1 && bytes.back() == sign &&
         ((bytes[bytes.size() - 2] & 0x80) != 0) == negative)
    bytes.pop_back();
  return with_argument(kLong1, bytes.size(), 1) + bytes;
}

std::string integer(const Json& value) {
  const auto bits = value.get<std::uint64_t>();
  const bool negative = !value.is_number_unsigned() && value.get<std::int64_t>() < 0;
  const auto number = static_cast<std::int64_t>(bits);
  if (!negative && bits <= 0xff) return with_argument(kBinInt1, bits, 1);
  if (!negative && bits <= 0xffff) return with_argument(kBinInt2, bits, 2);
  const bool fits = (negative || bits <= INT32_MAX) && number >= INT32_MIN && number <= INT32_MAX;
  return fits ? with_argument(kBinInt, bits, 4) : long_integer(bits, negative);
}

std::string floating(double value) {
  const std::string bytes = little_endian(std::bit_cast<std::uint64_t>(value), 8);
  return kBinFloat + std::string(bytes.rbegin(), bytes.rend());
}

std::string text_header(std::size_t size) {
  if (size <= 0xff) return with_argument(kShortBinUnicode, size, 1);
  if (size <= 0xffffffff) return with_argument(kBinUnicode, size, 4);
  return with_argument(kBinUnicode8, size, 8);
}

class Pickler {
 public:
  std::string pickle(const Snapshot& data) && {
    write(kEmptyDict);
    write(kMemoize);
    auto entry = data.begin();
    write_batches(data.size(), kSetItem, kSetItems, [&] {
      write_text(base::Json(entry->key).as_string());  // checks that it is UTF-8
      write_value(Json::parse(entry->value.text()));
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

  void write_text(const std::string& text) {
    begin_value();
    if (text.size() < kFrameTarget) {
      write(text_header(text.size()));
      write(text);
    } else {  // long text stands between frames
      end_frame();
      (out_ += text_header(text.size())) += text;
    }
    write(kMemoize);
  }

  void write_list(const Json& list) {
    write(kEmptyList);
    write(kMemoize);
    auto item = list.begin();
    const auto write_next = [&] { write_value(*item++); };
    write_batches(list.size(), kAppend, kAppends, write_next);
  }

  void write_dict(const Json& dict) {
    write(kEmptyDict);
    write(kMemoize);
    auto entry = dict.begin();
    write_batches(dict.size(), kSetItem, kSetItems, [&] {
      write_text(entry.key());
      write_value(entry.value());
      ++entry;
    });
  }

  /// After a full batch of entries of a dict CPython always begins another, even an empty one; of
  /// a list it does not.
  template <class WriteNext>
  void write_batches(std::size_t count, char add_one, char add_all, WriteNext write_next) {
    if (count == 1) write_next(), write(add_one);
    if (count <= 1) return;
    const std::size_t extra = add_all == kSetItems && count % kBatch == 0 ? 1 : 0;
    const std::size_t batches = (count + kBatch - 1) / kBatch + extra;
    for (std::size_t batch = 0, written = 0; batch < batches; ++batch) {
      write(kMark);
      for (std::size_t i = 0; i < kBatch && written < count; ++i, ++written) write_next();
      write(add_all);
    }
  }

  void write_value(const Json& value) {
    begin_value();
    switch (value.type()) {
      case Json::value_t::boolean:
        return write(value.get<bool>() ? kNewTrue : kNewFalse);
      case Json::value_t::number_integer:
      case Json::value_t::number_unsigned:
        return write(integer(value));
      case Json::value_t::number_float:
        return write(floating(value.get<double>()));
      case Json::value_t::string:
        return write_text(value.get_ref<const std::string&>());
      case Json::value_t::array:
        return write_list(value);
      case Json::value_t::object:
        return write_dict(value);
      case Json::value_t::null:
      case Json::value_t::binary:
      case Json::value_t::discarded:
        return write(kNone);
    }
  }

  std::string out_ = std::string(kProtocol4);
  std::size_t frame_ = kNoFrame;  // where the header of the open frame stands
};

}  // namespace

std::string pickled(const Snapshot& data) { return Pickler().pickle(data); }

}  // namespace ops::store
