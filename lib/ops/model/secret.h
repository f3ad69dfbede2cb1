#pragma once
/// Secrets: those that the charm's application or unit owns, and those granted to it.

#include "ops/base/time.h"

namespace ops {

class Model;
class Relation;
class Unit;

/// Key by key. Keys have at least three characters: a lower-case letter, then lower-case letters
/// and digits, with single hyphens between them.
using SecretContent = base::Map<std::string, std::string>;

/// How often Juju asks the owner for a new content. `ops.SecretRotate`.
enum class SecretRotate { never, hourly, daily, weekly, monthly, quarterly, yearly };
OPS_ENUM_VALUE(SecretRotate);

/// When a secret expires: then, or so long from now.
class SecretExpiry : public base::OneOf<base::Timestamp, base::Duration, std::string> {
 public:
  SecretExpiry() = default;
  SecretExpiry(const base::Timestamp& then) : OneOf(then) {}
  SecretExpiry(const base::Duration& from_now) : OneOf(from_now) {}
  /// RFC 3339, which Juju is told with its own offset: "2031-01-02T03:04:05+02:00"; without one it
  /// is UTC to Juju. Where it is used, it throws ParseError when it is no time.
  SecretExpiry(const char* rfc3339) : OneOf(std::string(rfc3339)) {}
  SecretExpiry(const std::string& rfc3339) : OneOf(rfc3339) {}
};

/// What a secret is known by beside its content. What is unset is left to Juju, or as it is.
struct SecretOptions {
  base::Optional<std::string> label = {};        ///< The charm's own name for it.
  base::Optional<std::string> description = {};  ///< For people.
  base::Optional<SecretExpiry> expire = {};      ///< Unset, a new one never expires.
  base::Optional<SecretRotate> rotate = {};      ///< Unset, a new one is never rotated.
  OPS_VALUE(SecretOptions);
};

/// Which secret: by its id, by its label, or by its id and then with this label from now on.
struct SecretRef {
  base::Optional<std::string> id = {};
  base::Optional<std::string> label = {};
  OPS_VALUE(SecretRef);
};

/// What its owner can know of a secret. `ops.SecretInfo`.
struct SecretInfo {
  std::string id = {};  ///< "secret://MODEL/ID", or as it was given.
  base::Optional<std::string> label = {};
  int revision = 0;
  base::Optional<base::Timestamp> expires = {};
  base::Optional<SecretRotate> rotation = {};
  base::Optional<base::Timestamp> rotates = {};  ///< When the next time is.
  base::Optional<std::string> description = {};
  OPS_VALUE(SecretInfo);
};

struct GetContentOptions {
  bool refresh = false;  ///< Track the newest revision from now on.
};

/// `ops.Secret`. A handle with what is known of one secret; copies learn by themselves.
///
/// Every call that asks Juju throws SecretNotFoundError when there is no such secret, and
/// ModelError when Juju refuses. Those that change a secret need its id: one that was got by its
/// label asks for that first, once.
class Secret {
 public:
  /// Asks for nothing: Model::get_secret() does. Throws ValueError when both texts are missing or
  /// empty.
  Secret(Model& model, const SecretRef& ref);
  Secret(Model& model, const SecretRef& ref, const SecretContent& content);

  /// "secret:ID" or "secret://MODEL/ID". None as long as only the label is known.
  const base::Optional<std::string>& id() const { return ref_.id; }
  /// ID alone, for what is not Juju. None as long as only the label is known.
  base::Optional<std::string> unique_identifier() const;
  /// None when it was got by its id, although Juju may know one: get_info() tells.
  const base::Optional<std::string>& label() const { return ref_.label; }

  /// Of the revision that the unit tracks. Asked for once, and again to refresh.
  SecretContent get_content(GetContentOptions options = {});
  /// Of the newest revision; the unit goes on tracking its own.
  SecretContent peek_content();
  /// Throws HookToolError when Juju tells of a rotation that is not among SecretRotate.
  SecretInfo get_info();

  /// Makes a new revision. What get_content() gives stays, until it is refreshed. Throws
  /// ValueError for an empty content and for keys that Juju does not take.
  void set_content(const SecretContent& content);
  /// Changes what is set. Throws ValueError when nothing is.
  void set_info(const SecretOptions& options);

  /// Lets the remote application of this relation, or only one unit of it, read the secret.
  void grant(const Relation& relation);
  void grant(const Relation& relation, const Unit& unit);
  void revoke(const Relation& relation);
  void revoke(const Relation& relation, const Unit& unit);

  /// For the owner, when nobody tracks the revision any more.
  void remove_revision(int revision);
  void remove_all_revisions();

 private:
  const std::string& known_id();
  SecretContent read(bool refresh, bool peek);

  Model* model_;
  SecretRef ref_;
  base::Optional<SecretContent> content_ = {};
};

}  // namespace ops
