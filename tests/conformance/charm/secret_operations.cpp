/// Secrets.
#include "arguments.h"
#include "charm.h"
#include "errors.h"
#include "operations.h"
#include "ops/base/iso_time.h"
#include "ops/base/values.h"
#include "ops/model/secret_rules.h"

namespace scripted {

namespace {

using ops::Secret;
using ops::SecretContent;

/// Where C++ does not compile what ops refuses, in ops's order: what is no map, then keys, then
/// values that are no texts.
SecretContent content_of(const Json& given) {
  if (!given.is_object())
    throw PythonError("TypeError", "Secret content must be a dict, not " + python_class(given));
  SecretContent all;
  std::string keys, type;
  for (const auto& [key, value] : given.items()) {
    all = all.with(key, value.is_string() ? value.get<std::string>() : "");
    if (value.is_string()) continue;
    keys += (keys.empty() ? "'" : ", '") + key + "'";
    type = python_class(value);
  }
  if (keys.empty()) return all;
  ops::model::check_content(all);
  throw PythonError("TypeError", "Invalid secret values for keys: [" + keys +
                                     "]. Values should be of type str, not " + type + ".");
}

ops::SecretRotate rotation_of(const Json& name) {
  return ops::base::from_json<ops::SecretRotate>(name.dump());
}

Json name_of(const ops::base::Optional<ops::SecretRotate>& rotation) {
  return rotation ? Json::parse(ops::base::to_json(*rotation)) : Json();
}

/// As `!datetime`, or as the text that secret_add has.
ops::SecretExpiry expiry_of(const Json& given, bool is_text) {
  if (is_text) return given.get<std::string>();
  if (given.is_object() && given.contains("!datetime"))
    return given["!datetime"].get<std::string>();
  throw PythonError("TypeError", "Expiration time must be a datetime or timedelta from now, not " +
                                     python_class(given));
}

ops::SecretOptions options_of(const Json& a, const char* label, bool expiry_is_text) {
  ops::SecretOptions options{.label = text_of(a, label), .description = text_of(a, "description")};
  if (a.contains("expire")) options.expire = expiry_of(a["expire"], expiry_is_text);
  if (a.contains("rotate")) options.rotate = rotation_of(a["rotate"]);
  return options;
}

Secret get(Subject& subject, const Json& a) { return secret_of(subject, a); }

Secret add(Subject& subject, const Json& a, bool expiry_is_text) {
  ScriptedCharm& charm = subject.charm;
  const SecretContent content = content_of(a.at("content"));
  const ops::SecretOptions options = options_of(a, "label", expiry_is_text);
  return a.at("owner") == "unit" ? charm.unit().add_secret(content, options)
                                 : charm.app().add_secret(content, options);
}

Json secret_add(Subject& subject, const Json& a) { return told(add(subject, a, true).id()); }

Json secret_add_typed(Subject& subject, const Json& a) {
  Secret secret = add(subject, a, false);
  return {{"id", told(secret.id())},
          {"unique_identifier", told(secret.unique_identifier())},
          {"content", told(secret.get_content())}};
}

Json secret_get(Subject& subject, const Json& a) {
  return told(get(subject, a).get_content({.refresh = a.value("refresh", false)}));
}

Json secret_get_none(Subject& subject, const Json&) { return get(subject, Json::object()), Json(); }
Json secret_peek(Subject& subject, const Json& a) { return told(get(subject, a).peek_content()); }

Json secret_set_content(Subject& subject, const Json& a) {
  get(subject, a).set_content(content_of(a.at("content")));
  return {};
}

Json secret_set_info(Subject& subject, const Json& a) {
  get(subject, a).set_info(options_of(a, "new_label", true));
  return {};
}

Json secret_info(Subject& subject, const Json& a) {
  const ops::SecretInfo info = get(subject, a).get_info();
  return {{"id", info.id},
          {"label", told(info.label)},
          {"rotation", name_of(info.rotation)},
          {"description", told(info.description)}};
}

/// To, or from, the unit that `a` names, or all.
Json grant(Subject& subject, Secret& secret, const ops::Relation& relation, const Json& a) {
  if (const auto unit = text_of(a, "unit"))
    secret.grant(relation, subject.charm.model().get_unit(*unit));
  else
    secret.grant(relation);
  return {};
}

Json revoke(Subject& subject, Secret& secret, const ops::Relation& relation, const Json& a) {
  if (const auto unit = text_of(a, "unit"))
    secret.revoke(relation, subject.charm.model().get_unit(*unit));
  else
    secret.revoke(relation);
  return {};
}

Json secret_grant(Subject& subject, const Json& a) {
  const ops::Relation& relation = relation_of(subject, a.at("relation"));
  Secret secret = get(subject, a);
  return grant(subject, secret, relation, a);
}

Json secret_revoke(Subject& subject, const Json& a) {
  const ops::Relation& relation = relation_of(subject, a.at("relation"));
  Secret secret = get(subject, a);
  return revoke(subject, secret, relation, a);
}

Json secret_remove_revision(Subject& subject, const Json& a) {
  get(subject, a).remove_revision(a.at("revision"));
  return {};
}

Json secret_remove_all(Subject& subject, const Json& a) {
  get(subject, a).remove_all_revisions();
  return {};
}

// ---- several calls on one secret

/// The recorder has written these twice over.
Json time_of(const ops::base::Optional<ops::base::Timestamp>& time) {
  if (!time) return {};
  const std::string text = ops::base::iso_time(time->since_epoch_ns()) + "+00:00";
  return {{"!dict", Json::array({Json::array({"!datetime", text})})}};
}

Json full_info(const ops::SecretInfo& info) {
  return {{"id", info.id},
          {"label", told(info.label)},
          {"revision", info.revision},
          {"expires", time_of(info.expires)},
          {"rotation", name_of(info.rotation)},
          {"rotates", time_of(info.rotates)},
          {"description", told(info.description)}};
}

/// One of the calls of `secret_sequence`.
struct Call {
  std::string_view name;
  Json (*run)(Secret& secret, const Json& a, Subject& subject);
};

constexpr Call kCalls[] = {
    {"get_content",
     [](Secret& secret, const Json& a, Subject&) {
       return told(secret.get_content({.refresh = a.value("refresh", false)}));
     }},
    {"peek_content",
     [](Secret& secret, const Json&, Subject&) { return told(secret.peek_content()); }},
    {"set_content",
     [](Secret& secret, const Json& a, Subject&) {
       return secret.set_content(content_of(a.at("content"))), Json();
     }},
    {"set_info", [](Secret& secret, const Json& a,
                    Subject&) { return secret.set_info(options_of(a, "label", false)), Json(); }},
    {"get_info",
     [](Secret& secret, const Json&, Subject&) { return full_info(secret.get_info()); }},
    {"grant", [](Secret& secret, const Json& a,
                 Subject& subject) { return grant(subject, secret, relation_of(subject, a), a); }},
    {"revoke",
     [](Secret& secret, const Json& a, Subject& subject) {
       return revoke(subject, secret, relation_of(subject, a), a);
     }},
    {"remove_revision", [](Secret& secret, const Json& a,
                           Subject&) { return secret.remove_revision(a.at("revision")), Json(); }},
    {"remove_all_revisions",
     [](Secret& secret, const Json&, Subject&) { return secret.remove_all_revisions(), Json(); }},
    {"id",
     [](Secret& secret, const Json&, Subject&) {
       return Json{{"id", told(secret.id())},
                   {"label", told(secret.label())},
                   {"unique_identifier", told(secret.unique_identifier())}};
     }},
};

Json call(Subject& subject, Secret& secret, const Json& a) {
  try {
    for (const Call& one : kCalls)
      if (one.name == a.at("call")) return one.run(secret, a, subject);
    throw PythonError("AssertionError", a.at("call"));
  } catch (const std::exception&) {
    return describe_current_exception();
  }
}

Secret source_of(Subject& subject, const Json& a) {
  const std::string source = a.value("source", "get");
  if (source == "event") return event_as<ops::SecretEvent>(subject).secret();
  return source == "add" ? add(subject, a, false) : get(subject, a);
}

Json secret_sequence(Subject& subject, const Json& a) {
  Secret secret = source_of(subject, a);
  Json all = Json::array();
  for (const Json& one : a.at("calls")) all.push_back(call(subject, secret, one));
  return all;
}

Json event_secret_remove_revision(Subject& subject, const Json&) {
  return event_as<ops::SecretRevisionEvent>(subject).remove_revision(), Json();
}

Json config_secret(Subject& subject, const Json& a) {
  const ops::base::ConfigValue& option = subject.charm.config()[a.at("key").get<std::string>()];
  Secret secret = subject.charm.model().get_secret({.id = *option.get_if<std::string>()});
  return {{"id", told(secret.id())}, {"content", told(secret.get_content())}};
}

constexpr Operation kOperations[] = {
    {"config_secret", config_secret},
    {"event_secret_remove_revision", event_secret_remove_revision},
    {"secret_add", secret_add},
    {"secret_add_typed", secret_add_typed},
    {"secret_get", secret_get},
    {"secret_get_none", secret_get_none},
    {"secret_peek", secret_peek},
    {"secret_set_content", secret_set_content},
    {"secret_set_info", secret_set_info},
    {"secret_info", secret_info},
    {"secret_grant", secret_grant},
    {"secret_revoke", secret_revoke},
    {"secret_remove_revision", secret_remove_revision},
    {"secret_remove_all", secret_remove_all},
    {"secret_sequence", secret_sequence},
};

}  // namespace

ops::Secret secret_of(Subject& subject, const Json& a) {
  return subject.charm.model().get_secret({.id = text_of(a, "id"), .label = text_of(a, "label")});
}

Operations secret_operations() { return kOperations; }

}  // namespace scripted
