#include "ported_charm.h"

namespace ported {

void PortedCharm::about_names() {
  see(unit().name(), app().name(), model().name(), model().uuid());
  see(meta().name, meta().containers, meta().requires_, charm_dir());
  sleep(ops::base::Duration("10ms"));
  see(model().get_unit("db/0"), model().get_app("db"), unit().app());
}

void PortedCharm::about_statuses() {
  unit().set_status(ops::BlockedStatus{"no database"});
  app().set_status(ops::ActiveStatus{"2 of 3"});
  unit().set_status_named("active", "ready");
  const ops::Status status = unit().status();
  if (unit().status().get_if<ops::ActiveStatus>()) logger().info(ops::message_of(status));
  see(status == ops::BlockedStatus{"no database"}, ops::name_of(status), ops::UnknownStatus{});
  see(ops::status_from_name("error", "hook failed"), app().status());
  if (unit().is_leader()) logger().info("leads");
  see(ops::WaitingStatus{"for Pebble"}, ops::ErrorStatus{}, ops::priority_of(status));
}

void PortedCharm::about_options() {
  const ops::base::Config& options = config();
  see(config()["log-level"], options.find("port"));
  const std::int64_t* port = config()["port"].get_if<std::int64_t>();
  if (port) logger().info(std::to_string(*port));
  const Settings settings = load_config<Settings>();
  unit().set_workload_version(settings.log_level);
  see(load_config<Settings>(ops::ConfigErrors::blocked));
}

void PortedCharm::about_secrets() {
  const ops::SecretContent content{{"password", "s3cret"}};
  ops::Secret secret = app().add_secret(content, {.label = "admin"});
  see(unit().add_secret(content, {.rotate = ops::SecretRotate::monthly}));
  see(unit().add_secret(content, {.expire = ops::base::Duration("24h")}));
  see(model().get_secret({.id = "secret:abc"}), model().get_secret({.label = "admin"}));
  see(secret.id(), secret.unique_identifier(), secret.label());
  about_a_secret(secret);
}

void PortedCharm::about_a_secret(ops::Secret& secret) {
  see(secret.get_content()["password"], secret.get_content({.refresh = true}));
  const ops::SecretInfo info = secret.get_info();
  see(secret.peek_content(), secret.get_info().revision, info.label, info.description);
  see(info.expires, info.rotation, info.rotates);
  secret.set_content({{"password", "n3w"}});
  secret.set_info({.description = "for the database"});
  const ops::Relation& relation = *model().get_relation("db");
  secret.grant(relation);
  secret.grant(relation, *relation.units()[0]);
  secret.revoke(relation);
  secret.remove_revision(3);
  secret.remove_all_revisions();
}

void PortedCharm::about_networks() {
  const ops::Network& network = model().get_binding("db").network();
  see(model().get_binding(*model().get_relation("db")).name());
  see(network.bind_address()->text, network.ingress_address(), network.egress_subnets);
  for (const ops::NetworkInterface& each : network.interfaces)
    see(each.name, each.address, each.subnet);
  see(network.ingress_addresses[0].is_ip());
}

void PortedCharm::about_storages() {
  for (ops::Storage& storage : model().storages("data"))
    see(storage.name(), storage.index(), storage.full_id(), storage.location());
  see(model().storage_names(), model().storages("data").find(0));
  model().request_storage("data", 2);
  see(model().fetch_resource("model"));
}

void PortedCharm::about_ports() {
  unit().open_port("tcp", 8000);
  unit().close_port("icmp");
  for (const ops::Port& port : unit().opened_ports()) see(port.protocol, port.port);
  unit().set_ports({8000, ops::Port{.protocol = "udp", .port = 53}});
}

void PortedCharm::about_the_cloud() {
  const ops::CloudSpec spec = model().get_cloud_spec();
  see(spec.type, spec.region, spec.endpoint, spec.credential->auth_type);
  see(app().planned_units());
  unit().reboot();
  unit().reboot(true);
  model().set_pod_spec(ops::base::Json::parse(R"({"version": 3})"));
}

void PortedCharm::about_the_log() {
  logger().debug("reading the plan");
  logger().info("ready");
  logger().warning("no leader yet");
  logger().error("cannot reach the database");
  logger().critical("the disk is gone");
}

void PortedCharm::about_errors() {
  ops::Container container = unit().get_container("web");
  try {
    container.replan();
  } catch (const ops::pebble::ConnectionError&) {
    unit().set_status(ops::WaitingStatus{"waiting for Pebble"});
  } catch (const ops::pebble::ChangeError& error) {
    logger().error(error.err());
  } catch (const ops::ModelError& error) {
    logger().error(std::string(error.what()) + error.note());
  }
  throw ops::Abort{.exit_code = 0};
}

void PortedCharm::about_error_members() {
  try {
    throw;
  } catch (const ops::pebble::PathError& error) {
    see(error.kind(), error.message());
  } catch (const ops::pebble::APIError& error) {
    see(error.code(), error.status());
  } catch (const ops::MultiPushPullError& error) {
    for (const ops::PushPullFailure& each : error.errors()) see(each.source, each.message);
  } catch (const ops::TooManyRelatedAppsError& error) {
    see(error.relation_name(), error.num_related(), error.max_supported());
  } catch (const ops::juju::HookCommandError& error) {
    see(error.details().returncode, error.details().cmd, error.details().err, error.what());
  }
}

template <class... Errors>
void name() {}

void PortedCharm::about_error_types() {
  name<ops::Error, ops::ModelError, ops::RelationNotFoundError, ops::SecretNotFoundError>();
  name<ops::TooManyRelatedAppsError, ops::InvalidStatusError, ops::MultiPushPullError>();
  name<ops::RelationDataError, ops::RelationDataTypeError, ops::RelationDataAccessError>();
  name<ops::LookupError, ops::ValueError, ops::TypeError, ops::RuntimeError, ops::AttributeError>();
  name<ops::ParseError, ops::juju::HookCommandError, ops::juju::HookToolError>();
  name<ops::store::StoreError, ops::store::NoSnapshotError>();
  name<ops::pebble::Error, ops::pebble::ConnectionError, ops::pebble::APIError>();
  name<ops::pebble::PathError, ops::pebble::ChangeError, ops::pebble::ExecError>();
  name<ops::pebble::TimeoutError, ops::pebble::ProtocolError>();
}

}  // namespace ported
