#include "ops/pebble/words.h"

#include <algorithm>
#include <array>

namespace ops::pebble {

namespace {

template <class Enum>
struct Word {
  Enum value;
  std::string_view text;
};

constexpr std::array kStartups = {Word<Startup>{Startup::enabled, "enabled"},
                                  Word<Startup>{Startup::disabled, "disabled"}};
constexpr std::array kServiceStatuses = {Word<ServiceStatus>{ServiceStatus::active, "active"},
                                         Word<ServiceStatus>{ServiceStatus::inactive, "inactive"},
                                         Word<ServiceStatus>{ServiceStatus::error, "error"}};
constexpr std::array kCheckLevels = {Word<CheckLevel>{CheckLevel::unset, ""},
                                     Word<CheckLevel>{CheckLevel::alive, "alive"},
                                     Word<CheckLevel>{CheckLevel::ready, "ready"}};
constexpr std::array kCheckStatuses = {Word<CheckStatus>{CheckStatus::up, "up"},
                                       Word<CheckStatus>{CheckStatus::down, "down"},
                                       Word<CheckStatus>{CheckStatus::inactive, "inactive"}};
constexpr std::array kNoticeTypes = {Word<NoticeType>{NoticeType::custom, "custom"},
                                     Word<NoticeType>{NoticeType::change_update, "change-update"},
                                     Word<NoticeType>{NoticeType::warning, "warning"}};
constexpr std::array kChangeStates = {Word<ChangeState>{ChangeState::in_progress, "in-progress"},
                                      Word<ChangeState>{ChangeState::ready, "ready"},
                                      Word<ChangeState>{ChangeState::all, "all"}};
constexpr std::array kWarningStates = {Word<WarningState>{WarningState::pending, "pending"},
                                       Word<WarningState>{WarningState::all, "all"}};
constexpr std::array kIdentityAccesses = {
    Word<IdentityAccess>{IdentityAccess::admin, "admin"},
    Word<IdentityAccess>{IdentityAccess::read, "read"},
    Word<IdentityAccess>{IdentityAccess::metrics, "metrics"},
    Word<IdentityAccess>{IdentityAccess::untrusted, "untrusted"}};
constexpr std::array kFileTypes = {Word<FileType>{FileType::file, "file"},
                                   Word<FileType>{FileType::directory, "directory"},
                                   Word<FileType>{FileType::symlink, "symlink"},
                                   Word<FileType>{FileType::socket, "socket"},
                                   Word<FileType>{FileType::named_pipe, "named-pipe"},
                                   Word<FileType>{FileType::device, "device"},
                                   Word<FileType>{FileType::unknown, "unknown"}};

template <class Enum, std::size_t count>
OneOf<Enum, std::string> known(const std::array<Word<Enum>, count>& words,
                               const std::string& text) {
  const auto found = std::ranges::find(words, text, &Word<Enum>::text);
  if (found == words.end()) return text;
  return found->value;
}

template <class Enum, std::size_t count>
std::string_view word(const std::array<Word<Enum>, count>& words, Enum value) {
  return std::ranges::find(words, value, &Word<Enum>::value)->text;
}

template <class Enum, std::size_t count>
std::string word(const std::array<Word<Enum>, count>& words,
                 const OneOf<Enum, std::string>& value) {
  const auto* known = value.template get_if<Enum>();
  return known ? std::string(word(words, *known)) : *value.template get_if<std::string>();
}

}  // namespace

std::string_view word_of(CheckLevel level) { return word(kCheckLevels, level); }
std::string_view word_of(NoticeType type) { return word(kNoticeTypes, type); }
std::string_view word_of(ChangeState state) { return word(kChangeStates, state); }
std::string_view word_of(WarningState state) { return word(kWarningStates, state); }

std::string word_of(const OneOf<NoticeType, std::string>& type) { return word(kNoticeTypes, type); }
std::string word_of(const OneOf<IdentityAccess, std::string>& access) {
  return word(kIdentityAccesses, access);
}

OneOf<Startup, std::string> startup_of(const std::string& word) { return known(kStartups, word); }
OneOf<ServiceStatus, std::string> service_status_of(const std::string& word) {
  return known(kServiceStatuses, word);
}
OneOf<CheckLevel, std::string> check_level_of(const std::string& word) {
  return known(kCheckLevels, word);
}
OneOf<CheckStatus, std::string> check_status_of(const std::string& word) {
  return known(kCheckStatuses, word);
}
OneOf<NoticeType, std::string> notice_type_of(const std::string& word) {
  return known(kNoticeTypes, word);
}
OneOf<IdentityAccess, std::string> identity_access_of(const std::string& word) {
  return known(kIdentityAccesses, word);
}
OneOf<FileType, std::string> file_type_of(const std::string& word) {
  return known(kFileTypes, word);
}

}  // namespace ops::pebble
