#pragma once
/// What the units and applications of a relation tell each other.

#include "ops/base/typed.h"
#include "ops/model/pointers.h"

namespace ops {

class Application;
class Model;
class Relation;
class Unit;

/// What one unit, or one application, has put into a relation: texts by key.
/// `ops.RelationDataContent`.
///
/// Reading asks Juju once in a dispatch; writing tells it at once, and Juju passes it on when the
/// hook succeeds. While a handler or the charm's constructor runs, both are checked first against
/// Juju's rules: all but our application's own data can be read, and that by the leader alone;
/// written can be our unit's data, and, by the leader, our application's. RelationDataAccessError
/// otherwise, from every call below that reads or writes. They also throw ModelError when Juju
/// refuses, and RuntimeError for an application's data with a Juju before 2.7.0. The data of a
/// relation that is gone is empty.
class RelationDataContent {
 public:
  using Data = base::Map<std::string, std::string>;

  /// `unit` or `app` is null: it is the data of the other.
  RelationDataContent(Model& model, const Relation& relation, Unit* unit, Application* app)
      : model_(&model), relation_(&relation), unit_(unit), app_(app) {}

  /// Whose data it is: the one that is not null.
  Unit* unit() const { return unit_; }
  Application* app() const { return app_; }

  // ---- reading
  /// All of it, in Juju's order.
  Data all() const;
  base::List<std::string> keys() const;
  std::size_t size() const;
  bool empty() const { return size() == 0; }
  bool contains(std::string_view key) const;
  /// Throws LookupError when there is none.
  std::string at(std::string_view key) const;
  /// None, or `otherwise`, when there is none.
  base::Optional<std::string> get(std::string_view key) const;
  std::string get(std::string_view key, std::string_view otherwise) const;
  /// As Python shows it: "{'host': 'db-0'}"; "<n/a>" when this unit may not read it.
  std::string to_string() const;

  /// Those of its values that a struct has members for (see ops/base/typed.h), each as the JSON
  /// that it holds. Throws ParseError for one that is no JSON or of another type than its member,
  /// and what the struct's validate() throws. `Relation.load`.
  template <class T>
  T load() const {
    return *static_cast<const T*>(load_typed(base::typed_class<T>()).value());
  }

  // ---- writing: one relation-set each, or none where nothing changes
  /// An empty value erases.
  void set(const std::string& key, const std::string& value);
  /// The same for several at once.
  void update(const Data& data);
  void erase(const std::string& key);
  /// Erases it, and gives what it was. Throws LookupError when there is none.
  std::string pop(const std::string& key);
  std::string pop(const std::string& key, const std::string& otherwise);
  /// What it is, or else what it is set to.
  std::string setdefault(const std::string& key, const std::string& value);
  /// Erases one after the other.
  void clear();
  /// Every member of a struct, as JSON, under Juju's name for it. `Relation.save`.
  template <class T>
  void save(const T& value) {
    save_typed(base::typed_class<T>(), &value);
  }

 private:
  const std::string& owner() const;
  bool is_app() const { return app_ != nullptr; }
  base::Shared load_typed(const base::TypedClass& of) const;
  void save_typed(const base::TypedClass& of, const void* value);
  const Data& read() const;
  Data load() const;
  void check_read() const;
  void check_write() const;
  void check_app_data(const char* doing) const;
  Data changes(const Data& data) const;
  void remember(const Data& written);

  Model* model_;
  const Relation* relation_;
  Unit* unit_;
  Application* app_;
  mutable base::Optional<Data> loaded_ = {};
};

/// The data of everybody in a relation: `relation->data()[charm.unit()].set("host", "db-0")`.
/// `ops.RelationData`. A handle, good as long as the Model.
class RelationData {
 public:
  explicit RelationData(Pointers<RelationDataContent> contents) : contents_(contents) {}

  /// Throws LookupError for who is not in the relation, and for a null.
  RelationDataContent& operator[](const Unit& unit) const { return (*this)[&unit]; }
  RelationDataContent& operator[](const Application& app) const { return (*this)[&app]; }
  RelationDataContent& operator[](const Unit* unit) const;
  RelationDataContent& operator[](const Application* app) const;
  bool contains(const Unit& unit) const;
  bool contains(const Application& app) const;

  /// That of our unit, our application, the remote units by name, the remote application, and last,
  /// while a unit leaves or the relation breaks, of the unit that the event is about.
  Pointers<RelationDataContent> contents() const { return contents_; }

 private:
  Pointers<RelationDataContent> contents_;
};

}  // namespace ops
