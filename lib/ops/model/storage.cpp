#include "ops/model/storage.h"

#include <charconv>

#include "ops/base/text.h"
#include "ops/juju/backend.h"
#include "ops/meta/charm_meta.h"
#include "ops/model/kept.h"

namespace ops {

namespace {

using base::python_quoted;

/// "'data', or 'cache'"
std::string suggestions(const meta::CharmMeta& meta) {
  std::string all;
  for (const auto& [name, _] : meta.storage)
    all += (all.empty() ? "" : ", or ") + python_quoted(name);
  return all;
}

/// 2 of "cache/2".
int index_of(std::string_view id) {
  const std::string_view digits = id.substr(std::min(id.find('/'), id.size() - 1) + 1);
  int index = -1;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), index);
  if (error != std::errc() || end != digits.data() + digits.size())
    throw juju::HookToolError("cannot read what storage-list wrote: " + python_quoted(id) +
                              " is no storage with its number; to see it, run 'storage-list' " +
                              "under 'juju debug-hooks'");
  return index;
}

}  // namespace

Storage::Storage(Model& model, std::string name, int index)
    : model_(&model), name_(std::move(name)), index_(index) {}

std::string Storage::full_id() const { return name_ + '/' + std::to_string(index_); }

const std::string& Storage::location() {
  if (!location_)
    set_location(model_->backend()
                     .ask(&juju::HookTools::storage_get, juju::Optional<std::string>(full_id()))
                     .location);
  return *location_;
}

void Storage::set_location(std::string_view location) { location_ = model::plain_path(location); }

Storage* Storages::find(int index) const {
  for (Storage& one : *this)
    if (one.index() == index) return &one;
  return nullptr;
}

base::List<std::string> Model::storage_names() const {
  base::List<std::string> names;
  for (const auto& [name, _] : parts_.meta.storage) names = names.with(name);
  return names;
}

Storages Model::storages(std::string_view name) {
  if (!parts_.meta.storage.contains(name))
    throw LookupError("Storage " + python_quoted(name) + " not found. Did you mean " +
                      suggestions(parts_.meta) + "?");
  auto found = kept().storages.find(name);
  if (found == kept().storages.end()) {
    const juju::Optional<std::string> asked(std::string{name});
    std::vector<Storage> all;
    for (const std::string& id : backend().ask(&juju::HookTools::storage_list, asked))
      all.emplace_back(*this, std::string(name), index_of(id));
    found = kept().storages.emplace(std::string(name), std::move(all)).first;
  }
  return Storages(found->second.data(), found->second.size());
}

void Model::request_storage(std::string_view name, int count) {
  if (!parts_.meta.storage.contains(name))
    throw ModelError("cannot add storage " + python_quoted(name) +
                     ": it is not present in the charm metadata");
  backend().ask(&juju::HookTools::storage_add,
                juju::Map<std::string, int>{{std::string(name), count}});
}

}  // namespace ops
