/// What the suite of Scenario asks of secrets beside the common operations.
#include "arguments.h"
#include "charm.h"
#include "errors.h"
#include "operations.h"
#include "ops/base/iso_time.h"

namespace scripted {

namespace {

Json time_of(const ops::base::Optional<ops::base::Timestamp>& time) {
  return time ? Json(ops::base::iso_time(time->since_epoch_ns()) + "+00:00") : Json();
}

Json info_full(Subject& subject, const Json& a) {
  const ops::SecretInfo info = secret_of(subject, a).get_info();
  return {{"id", info.id},
          {"label", told(info.label)},
          {"revision", info.revision},
          {"description", told(info.description)},
          {"expires", time_of(info.expires)},
          {"rotation", info.rotation ? word_of(*info.rotation) : Json()},
          {"rotates", time_of(info.rotates)}};
}

Json names_of(const ops::Secret& secret) {
  return {{"id", told(secret.id())}, {"label", told(secret.label())}};
}

Json short_info(const ops::SecretInfo& info) {
  return {{"id", info.id}, {"label", told(info.label)}, {"revision", info.revision}};
}

/// The content that was got is a value, so that changing it changes no other.
Json get_and_change(ops::Secret& secret) {
  (void)secret.get_content().with("changed-by-charm", "x");
  return {};
}

Json call(ops::Secret& secret, const Json& a) {
  const std::string name = a.at("call");
  if (name == "get") return told(secret.get_content({.refresh = a.value("refresh", false)}));
  if (name == "peek") return told(secret.peek_content());
  if (name == "set") return secret.set_content(texts_of(a, "content")), Json();
  if (name == "names") return names_of(secret);
  if (name == "get_and_change") return get_and_change(secret);
  if (name == "info") return short_info(secret.get_info());
  throw PythonError("NoSuchOp", "the scripted charm has no call " + name);
}

/// Several calls on one and the same handle.
Json handle(Subject& subject, const Json& a) {
  ops::Secret secret = secret_of(subject, a);
  Json all = Json::array();
  for (const Json& one : a.at("calls")) all.push_back(call(secret, one));
  return all;
}

constexpr Operation kOperations[] = {{"secret_info_full", info_full}, {"secret_handle", handle}};

}  // namespace

Operations secret_handle_operations() { return kOperations; }

}  // namespace scripted
