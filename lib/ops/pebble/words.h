#pragma once
/// Pebble's words on the wire for what is an enumerator here. For .cpp files.

#include "ops/pebble/types.h"

namespace ops::pebble {

using base::OneOf;

/// "change-update"; an unset one is "".
std::string_view word_of(CheckLevel level);
std::string_view word_of(NoticeType type);
std::string_view word_of(ChangeState state);
std::string_view word_of(WarningState state);
/// A word that is not known here is a text already.
std::string word_of(const OneOf<NoticeType, std::string>& type);
std::string word_of(const OneOf<IdentityAccess, std::string>& access);

/// A word that these do not know stays a text, as with ops.
OneOf<Startup, std::string> startup_of(const std::string& word);
OneOf<ServiceStatus, std::string> service_status_of(const std::string& word);
OneOf<CheckLevel, std::string> check_level_of(const std::string& word);
OneOf<CheckStatus, std::string> check_status_of(const std::string& word);
OneOf<NoticeType, std::string> notice_type_of(const std::string& word);
OneOf<IdentityAccess, std::string> identity_access_of(const std::string& word);
OneOf<FileType, std::string> file_type_of(const std::string& word);

}  // namespace ops::pebble
