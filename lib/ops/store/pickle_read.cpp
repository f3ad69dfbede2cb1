/// From the values that a pickle makes to a Snapshot.
#include <bit>

#include "ops/base/json.h"
#include "ops/store/pickle.h"
#include "ops/store/pickle_machine.h"

namespace ops::store {

using base::Plain, base::PlainEntry, base::PlainKind;

namespace {

constexpr std::size_t kDeepest = 1000;
constexpr std::size_t kMostNames = 10'000;
constexpr std::size_t kMostBytes = std::size_t{128} << 20;  // of what one pickle becomes
constexpr std::size_t kValueBytes = 32;                     // about what any value takes

[[noreturn]] void fail(const std::string& why) {
  throw PickleError("cannot read the pickle: " + why +
                    "; keep only Python's plain data, under names that are text");
}

/// What a value has become.
struct Translated {
  enum class State { not_yet, on_the_way, done } state = State::not_yet;
  Plain plain = {};
  std::size_t height = 0;  // how deep its parts are nested
  std::size_t bytes = 0;   // what it takes when each part is counted in each place
};

/// A value that stands in several places becomes one Plain. What it comes to when it is written out
/// in each place is counted: whoever walks it does that much.
class Translator {
 public:
  explicit Translator(const PickleMachine& machine, std::size_t values)
      : machine_(machine), all_(values) {}

  Snapshot snapshot(const PyValue& dict) {
    if (dict.kind != PyKind::dict) fail(std::string("it is a ") + name_of(dict.kind));
    if (dict.parts.size() / 2 > kMostNames) fail("it has more than 10000 names");
    Snapshot data;
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < dict.parts.size(); i += 2) {
      const Translated& name = translated(dict.parts[i], 1);
      if (name.plain.kind() != PlainKind::text)
        fail(std::string("it has a name that is a ") + base::name_of(name.plain.kind()));
      const Translated& value = translated(dict.parts[i + 1], 1);
      bytes += name.bytes + value.bytes;
      if (bytes > kMostBytes) fail("what it stands for is too large");
      data = data.with(name.plain.as_string(), value.plain);
    }
    return data;
  }

 private:
  const Translated& translated(PyValue::Id id, std::size_t depth) {
    Translated& known = all_[id];
    if (known.state == Translated::State::on_the_way)
      fail("it holds a value that is inside itself");
    if (known.state == Translated::State::not_yet) {
      if (depth > kDeepest) fail("it is nested more than 1000 deep");
      known.state = Translated::State::on_the_way;
      translate(machine_[id], depth, known);
      known.state = Translated::State::done;
    }
    if (depth + known.height > kDeepest) fail("it is nested more than 1000 deep");
    if (known.bytes > kMostBytes) fail("what it stands for is too large");
    return known;
  }

  void translate(const PyValue& value, std::size_t depth, Translated& out) {
    out.bytes = kValueBytes + value.text.size();
    std::vector<Plain> parts;
    for (const PyValue::Id id : value.parts) {
      const Translated& part = translated(id, depth + 1);
      out.bytes = std::min(out.bytes + part.bytes, kMostBytes + 1);
      out.height = std::max(out.height, part.height + 1);
      parts.push_back(part.plain);
    }
    out.plain = plain(value, parts);
  }

  static Plain plain(const PyValue& value, const std::vector<Plain>& parts) {
    const auto of = [&](PlainKind kind) { return Plain::of(kind, parts.data(), parts.size()); };
    switch (value.kind) {
      case PyKind::none:
        return {};
      case PyKind::boolean:
        return value.bits != 0;
      case PyKind::integer:
        return static_cast<std::int64_t>(value.bits);
      case PyKind::big_integer:
        return Plain::integer(value.text);
      case PyKind::floating:
        return std::bit_cast<double>(value.bits);
      case PyKind::complex:
        return Plain::complex(parts[0].as_double(), parts[1].as_double());
      case PyKind::text:
        return base::Json(value.text), value.text;  // the first says whether it is UTF-8
      case PyKind::bytes:
        return Plain::bytes(value.text);
      case PyKind::list:
        return of(PlainKind::list);
      case PyKind::tuple:
        return of(PlainKind::tuple);
      case PyKind::set:
        return of(PlainKind::set);
      case PyKind::frozenset:
        return of(PlainKind::frozenset);
      case PyKind::dict:
        return dict(parts);
      case PyKind::callable:
        break;
    }
    fail(std::string("it holds a value of the type ") + name_of(value.kind));
  }

  static Plain dict(const std::vector<Plain>& parts) {
    std::vector<PlainEntry> entries;
    for (std::size_t i = 0; i < parts.size(); i += 2) entries.push_back({parts[i], parts[i + 1]});
    return Plain::dict(entries.data(), entries.size());
  }

  const PickleMachine& machine_;
  std::vector<Translated> all_;
};

}  // namespace

Snapshot unpickled(std::string_view bytes) {
  PickleMachine machine(bytes);
  const PyValue::Id result = machine.run();
  try {
    return Translator(machine, machine.size()).snapshot(machine[result]);
  } catch (const ParseError& error) {
    fail(std::string("it holds text that is not Unicode: ") + error.what());
  } catch (const TypeError& error) {
    fail(std::string("it makes no sense: ") + error.what());
  }
}

}  // namespace ops::store
