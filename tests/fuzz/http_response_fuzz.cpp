/// Any bytes, as what a server sends back: each kind of answer is read or refused.
#include <cstddef>
#include <cstdint>

#include "ops/pebble/errors.h"
#include "ops/pebble/http_client_exchange.h"
#include "ops/pebble/http_client_records.h"

using namespace ops::pebble;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto refused = [](auto read) {
    try {
      read();
    } catch (const Error&) {  // of ops::pebble, and nothing else may come
      return true;
    }
    return false;
  };
  HttpAnswer answer;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (refused([&] { answer = parse_http_answer(bytes); })) return 0;
  refused([&] { check_accepted(answer); });
  refused([&] { read_system_info(answer); });
  refused([&] { read_plan(answer); });
  refused([&] { read_services(answer); });
  refused([&] { read_change(answer); });
  refused([&] { read_changes(answer); });
  refused([&] { read_change_id(answer); });
  refused([&] { read_checks(answer); });
  refused([&] { read_changed(answer); });
  refused([&] { read_notices(answer); });
  refused([&] { read_notice_id(answer); });
  refused([&] { read_files(answer); });
  refused([&] { read_warnings(answer); });
  refused([&] { read_count(answer); });
  refused([&] { read_identities(answer); });
  refused([&] { read_started_command(answer); });
  refused([&] { check_path(answer, "/a"); });
  return 0;
}
