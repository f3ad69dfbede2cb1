#pragma once
/// The stack machine whose programs pickles are, without whatever could run code. For .cpp files.

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ops::store {

/// Python's plain data.
enum class PyKind {
  none,
  boolean,
  integer,      // of 64 bits with a sign
  big_integer,  // beyond that
  floating,
  complex,  // its parts are two floatings
  text,
  bytes,
  list,
  tuple,
  dict,
  set,
  frozenset,
  callable,  // what is known to make plain data: its number in `bits`
};

/// As Python calls its type.
const char* name_of(PyKind kind);

/// One value. Parts are numbers of values, as the same value may be in many places, even in itself.
struct PyValue {
  using Id = std::uint32_t;

  PyKind kind = PyKind::none;
  std::uint64_t bits = 0;  // of a boolean, an integer or a floating
  // UTF-8 unless the pickle is bad; of bytes, the bytes; of a big integer, its decimal digits
  std::string_view text = {};
  std::vector<Id> parts = {};  // elements; of a dict, keys and values in turn
};

/// Runs one pickle, and holds the values that it makes.
class PickleMachine {
 public:
  /// `pickle` must outlive the machine: values view it.
  explicit PickleMachine(std::string_view pickle) : pickle_(pickle) {}

  /// The number of the value that the pickle stands for. Throws PickleError.
  PyValue::Id run();
  const PyValue& operator[](PyValue::Id id) const { return values_[id]; }
  /// How many values there are, from number 0.
  std::size_t size() const { return values_.size(); }

 private:
  using Id = PyValue::Id;
  struct Opcode;
  struct Callable;
  static const Opcode* opcode_of(char byte);
  [[noreturn]] void fail(const std::string& why) const;

  // what stands in the pickle after an opcode
  std::string_view take(std::uint64_t size);
  std::string_view take_line();
  std::uint64_t take_number(std::size_t width);
  std::uint64_t take_index(std::size_t width);

  // the stack
  void push(PyValue value);
  Id pop();
  std::vector<Id> pop_to_mark();
  Id top() const;
  std::size_t floor() const;

  // opcodes: what each does with its argument stands in their table
  void check_protocol(std::size_t);
  void check_frame(std::size_t);
  void stop(std::size_t);
  void mark(std::size_t);
  void pop_one(std::size_t);
  void pop_all(std::size_t);
  void duplicate(std::size_t);
  void push_constant(std::size_t kind_and_bit);
  void push_small_integer(std::size_t width);
  void push_signed_integer(std::size_t width);
  void push_long(std::size_t width_of_size);
  void push_decimal(std::size_t is_long);
  void push_decimal_float(std::size_t);
  void push_float(std::size_t);
  void push_text(std::size_t width_of_size);
  void push_bytes(std::size_t width_of_size);
  void push_escaped_text(std::size_t);
  void push_empty(std::size_t kind);
  void push_marked(std::size_t kind);
  void push_small_tuple(std::size_t size);
  void add_one(std::size_t kind);
  void add_marked(std::size_t kind);
  void memoize(std::size_t);
  void put(std::size_t width);
  void get(std::size_t width);
  void push_global(std::size_t from_stack);
  void reduce(std::size_t);
  bool make_complex(const PyValue& arguments);
  bool make_set(const PyValue& arguments);
  bool make_frozenset(const PyValue& arguments);
  bool make_bytes(const PyValue& arguments);
  bool encode_bytes(const PyValue& arguments);
  bool make_of_list(PyKind kind, const PyValue& arguments);
  void refuse_code(std::size_t);
  void refuse_python_2(std::size_t);
  void refuse_buffers(std::size_t);

  PyValue integer_of(std::string_view twos_complement);
  void push_integer(std::string_view decimal);
  std::string_view kept(std::string text);
  void add(PyKind kind, const std::vector<Id>& parts);

  std::string_view pickle_;
  std::size_t at_ = 0;         // the next byte
  std::size_t opcode_at_ = 0;  // the opcode that is running
  const char* opcode_name_ = "the start";
  bool stopped_ = false;
  std::deque<PyValue> values_ = {};
  std::deque<std::string> decoded_ = {};  // texts that do not stand in the pickle as they are
  std::vector<Id> stack_ = {};
  std::vector<std::size_t> marks_ = {};  // heights of the stack
  std::unordered_map<std::uint64_t, Id> memo_ = {};
};

}  // namespace ops::store
