/// As charmcraft 4.5 has them.

#include "ops/meta/extension_table.h"

namespace ops::meta {

namespace {

using Options = std::array<std::string_view, 4>;
using Editions = std::array<ExtensionEdition, 2>;

constexpr std::string_view kTwoBases = "ubuntu@22.04 ubuntu@24.04", kOneBase = "ubuntu@24.04";

constexpr std::string_view kRotate = "rotate-secret-key:";
constexpr std::string_view kRotateAndSuperuser = R"(
rotate-secret-key:
create-superuser:
  params: {username: {type: string}, email: {type: string}}
  required: [username, email]
)";

constexpr std::string_view kOauth = R"(
"{endpoint}-redirect-path": {type: string, default: /callback}
"{endpoint}-scopes": {type: string, default: openid profile email}
)";
constexpr std::string_view kSpringOauth = R"(
"{endpoint}-redirect-path": {type: string, default: "/login/oauth2/code/{endpoint}"}
"{endpoint}-scopes": {type: string, default: openid profile email}
"{endpoint}-user-name-attribute": {type: string, default: sub}
)";

// ---- Options --------------------------------------------------------------------------------

constexpr std::string_view kGunicorn = R"(
webserver-keepalive: {type: int}
webserver-threads: {type: int}
webserver-timeout: {type: int}
webserver-workers: {type: int}
webserver-worker-class: {type: string}
)";
constexpr std::string_view kFlask = R"(
flask-application-root: {type: string}
flask-debug: {type: boolean}
flask-env: {type: string}
flask-permanent-session-lifetime: {type: int}
flask-preferred-url-scheme: {type: string, default: HTTPS}
flask-session-cookie-secure: {type: boolean}
)";
constexpr std::string_view kFlaskSecret = R"(
flask-secret-key: {type: string}
flask-secret-key-id: {type: secret}
)";
constexpr std::string_view kDjango = R"(
django-debug: {type: boolean, default: false}
django-allowed-hosts: {type: string}
)";
constexpr std::string_view kDjangoSecret = R"(
django-secret-key: {type: string}
django-secret-key-id: {type: secret}
)";
constexpr std::string_view kUvicorn = R"(
webserver-workers: {type: int, default: 1}
webserver-log-level: {type: string, default: info}
)";
constexpr std::string_view kUvicornPort = "webserver-port: {type: int, default: 8080}\n";
constexpr std::string_view kPort = "app-port: {type: int, default: 8080}\n";
constexpr std::string_view kProfiles = "app-profiles: {type: string}\n";
constexpr std::string_view kMetrics = R"(
metrics-port: {type: int, default: 8080}
metrics-path: {type: string, default: /metrics}
)";
constexpr std::string_view kSpringMetrics = R"(
metrics-port: {type: int, default: 8080}
metrics-path: {type: string, default: /actuator/prometheus}
)";
constexpr std::string_view kSecret = R"(
app-secret-key: {type: string}
app-secret-key-id: {type: secret}
)";
/// From ubuntu@26.04 on: one option, and that is a secret.
constexpr std::string_view kNewSecret = "app-secret-key: {type: secret}\n";

// ---- Extensions -----------------------------------------------------------------------------

/// With a container named after the framework.
constexpr ExtensionEdition named(std::string_view container, std::string_view image,
                                 const Options& options) {
  return {kTwoBases, container, image, "secret-storage", options};
}
constexpr ExtensionEdition plain(const Options& options) {
  return {kOneBase, "app", "app-image", "secret-storage", options};
}
constexpr ExtensionEdition newer(const Options& options) {
  return {"ubuntu@26.04", "app", "app-image", "peers", options};
}

constexpr Extension kExtensions[] = {
    {"django-framework", "django",
     Editions{named("django-app", "django-app-image", {kGunicorn, kDjango, kDjangoSecret}),
              newer({kGunicorn, kDjango, kNewSecret})},
     kRotateAndSuperuser, kOauth},
    {"expressjs-framework", "expressjs",
     Editions{plain({kPort, kMetrics, kSecret}), newer({kNewSecret})}, kRotate, kOauth},
    {"fastapi-framework", "fastapi",
     Editions{plain({kUvicorn, kUvicornPort, kMetrics, kSecret}), newer({kUvicorn, kNewSecret})},
     kRotate, kOauth},
    {"flask-framework", "flask",
     Editions{named("flask-app", "flask-app-image", {kGunicorn, kFlask, kFlaskSecret}),
              newer({kGunicorn, kFlask, kNewSecret})},
     kRotate, kOauth},
    {"go-framework", "go", Editions{plain({kPort, kMetrics, kSecret}), newer({kNewSecret})},
     kRotate, kOauth},
    {"spring-boot-framework", "spring-boot",
     Editions{plain({kPort, kProfiles, kSpringMetrics, kSecret}), newer({kProfiles, kNewSecret})},
     kRotate, kSpringOauth},
};

}  // namespace

std::span<const Extension> extensions() { return kExtensions; }

}  // namespace ops::meta
