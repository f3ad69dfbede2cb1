#include "tinyproxy_config.h"

#include "ops/base/fields.h"

OPS_FIELDS(TinyproxyConfig, slug)

void TinyproxyConfig::validate() const {
  constexpr const char* kLetters = "abcdefghijklmnopqrstuvwxyz0123456789-";
  if (slug.empty() || slug.find_first_not_of(kLetters) != std::string::npos)
    throw ops::ValueError("Invalid slug: '" + slug + "'. Slug must match the regex [a-z0-9-]+");
}
