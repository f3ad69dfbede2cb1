/// Juju's rules for names, each from both sides.

#include <doctest/doctest.h>

#include "ops/meta/load.h"

using ops::meta::is_action_name, ops::meta::is_container_name, ops::meta::is_endpoint_name,
    ops::meta::is_storage_name;

TEST_CASE("An endpoint is words of letters and digits, joined by single hyphens or underscores") {
  for (const char* name : {"db", "receive-ca-cert", "receive_ca_cert", "db0", "a1-b2", "a-1", "a"})
    CHECK_MESSAGE(is_endpoint_name(name), name);
  for (const char* name : {"0db", "DB", "-db", "db-", "db--x", "db__x", "db-_x", "", "d b", "dé",
                           "db\n", "_db", "db_"})
    CHECK_MESSAGE(!is_endpoint_name(name), name);
}

TEST_CASE("A storage's words are joined by single hyphens and each has a letter") {
  for (const char* name : {"store", "store-a", "s", "store-a1", "store-1a", "s0"})
    CHECK_MESSAGE(is_storage_name(name), name);
  for (const char* name :
       {"store_a", "Store", "0store", "-store", "store-", "store-1", "store--a", "", "store\n"})
    CHECK_MESSAGE(!is_storage_name(name), name);
}

TEST_CASE("An action is letters, digits and hyphens, with no hyphen at either end") {
  for (const char* name : {"do-backup", "a", "0", "00-7", "a--b"})
    CHECK_MESSAGE(is_action_name(name), name);
  for (const char* name : {"do_backup", "Backup", "-backup", "backup-", "", "bäckup", "-", "a\n"})
    CHECK_MESSAGE(!is_action_name(name), name);
}

TEST_CASE("A container is named as an action, with 63 characters at most") {
  for (const char* name : {"workload", "workload-a", "a", "0", "w0rk-l0ad-2"})
    CHECK_MESSAGE(is_container_name(name), name);
  for (const char* name : {"workload_a", "Workload", "-workload", "workload-", "", "wörkload"})
    CHECK_MESSAGE(!is_container_name(name), name);
  CHECK(is_container_name(std::string(63, 'a')));
  CHECK_FALSE(is_container_name(std::string(64, 'a')));
}
