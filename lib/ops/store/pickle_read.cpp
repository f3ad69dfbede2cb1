/// From the values that a pickle makes to a Snapshot.
#include <bit>
#include <cmath>
#include <nlohmann/json.hpp>

#include "ops/store/pickle.h"
#include "ops/store/pickle_machine.h"

namespace ops::store {

namespace {

constexpr std::size_t kDeepest = 1000;
constexpr std::size_t kMostNames = 10'000;
constexpr std::size_t kMostBytes = std::size_t{128} << 20;  // of what one pickle becomes
constexpr std::size_t kValueBytes = 32;                     // about what any value takes

[[noreturn]] void fail(const std::string& why) {
  throw PickleError("cannot read the pickle: " + why +
                    "; keep only None, bool, int, float, str, list, and dict with str keys");
}

/// Values may share their parts, and be inside themselves; JSON has a copy in each place. So what
/// they come to is counted while it is made.
class Translator {
 public:
  explicit Translator(const PickleMachine& machine) : machine_(machine) {}

  Snapshot snapshot(const PyValue& dict) {
    if (dict.kind != PyKind::dict) fail(std::string("it is a ") + name_of(dict.kind));
    if (dict.parts.size() / 2 > kMostNames) fail("it has more than 10000 names");
    Snapshot data;
    for (std::size_t i = 0; i < dict.parts.size(); i += 2)
      data = data.with(key(dict, i), base::Json::parse(json(dict, i + 1, 1).dump()));
    return data;
  }

 private:
  using Json = nlohmann::json;

  const PyValue& part(const PyValue& of, std::size_t index) const {
    return machine_[of.parts[index]];
  }

  void count(std::size_t size) {
    if (size > left_) fail("what it stands for is too large");
    left_ -= size;
  }

  std::string key(const PyValue& dict, std::size_t index) {
    const PyValue& key = part(dict, index);
    if (key.kind != PyKind::text)
      fail(std::string("it has a dict with a key that is a ") + name_of(key.kind));
    count(key.text.size());
    return base::Json(key.text).as_string();  // checks that it is UTF-8
  }

  Json json(const PyValue& of, std::size_t index, std::size_t depth) {
    return json(part(of, index), depth);
  }

  Json json(const PyValue& value, std::size_t depth) {
    if (depth > kDeepest) fail("it is nested more than 1000 deep, or inside itself");
    count(kValueBytes + value.text.size());
    switch (value.kind) {
      case PyKind::none:
        return nullptr;
      case PyKind::boolean:
        return value.bits != 0;
      case PyKind::integer:
        return static_cast<std::int64_t>(value.bits);
      case PyKind::larger_integer:
        return value.bits;
      case PyKind::floating:
        return finite(std::bit_cast<double>(value.bits));
      case PyKind::text:
        return value.text;
      case PyKind::list:
        return list(value, depth);
      case PyKind::dict:
        return dict(value, depth);
      case PyKind::huge_integer:
      case PyKind::bytes:
      case PyKind::tuple:
      case PyKind::set:
      case PyKind::frozenset:
        break;
    }
    fail(std::string("it holds a value of the type ") + name_of(value.kind));
  }

  static double finite(double number) {
    if (!std::isfinite(number)) fail("it holds the float " + std::to_string(number));
    return number;
  }

  Json list(const PyValue& value, std::size_t depth) {
    Json out = Json::array();
    for (std::size_t i = 0; i < value.parts.size(); ++i) out.push_back(json(value, i, depth + 1));
    return out;
  }

  Json dict(const PyValue& value, std::size_t depth) {
    Json out = Json::object();
    for (std::size_t i = 0; i < value.parts.size(); i += 2)
      out[key(value, i)] = json(value, i + 1, depth + 1);
    return out;
  }

  const PickleMachine& machine_;
  std::size_t left_ = kMostBytes;
};

}  // namespace

Snapshot unpickled(std::string_view bytes) {
  PickleMachine machine(bytes);
  const PyValue::Id result = machine.run();
  try {
    return Translator(machine).snapshot(machine[result]);
  } catch (const ParseError& error) {
    fail(std::string("it holds text that is not Unicode: ") + error.what());
  } catch (const nlohmann::json::exception&) {
    fail("it holds text that is not Unicode");
  }
}

}  // namespace ops::store
