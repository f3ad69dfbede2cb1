/// Pickles, byte for byte. Those here were written by CPython 3.11 unless they are wrong on
/// purpose.
#include "ops/store/pickle.h"

#include <random>
#include <vector>

#include "ops/base/json.h"
#include "ops/testing/doctest.h"

using ops::base::Json, ops::base::Plain;
using ops::store::PickleError, ops::store::pickled, ops::store::unpickled, ops::store::Snapshot;
using namespace std::string_literals;

namespace {

std::string hex(std::string_view bytes) {
  std::string out;
  for (const char byte : bytes) {
    out += "0123456789abcdef"[static_cast<unsigned char>(byte) >> 4];
    out += "0123456789abcdef"[byte & 15];
  }
  return out;
}

std::string bytes(std::string_view hex) {
  std::string out;
  for (std::size_t i = 0; i < hex.size(); i += 2)
    out += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
  return out;
}

/// The pickle of {"a": value}, where `value` is some opcodes.
std::string under_a(const std::string& value) {
  return "\x80\x04}\x8c\x01"
         "a" +
         value + "s.";
}

std::string message_of(const std::string& pickle) {
  try {
    unpickled(pickle);
  } catch (const PickleError& error) {
    return error.what();
  }
  return "";
}

const Snapshot mix = {{"a", Json()},
                      {"b", Json::parse("[true, -1, 1.5, 1099511627776]")},
                      {"c", Json::parse(R"({"d": "é\\\n☃😀"})")}};

}  // namespace

TEST_CASE("a snapshot is written as CPython writes it with protocol 4") {
  CHECK(hex(pickled({})) == "80047d942e");
  CHECK(hex(pickled({{"event_count", 5}})) ==
        "80049514000000000000007d948c0b6576656e745f636f756e74944b05732e");
  CHECK(hex(pickled({{"a", Json()},
                     {"b", Json::parse("[true, -1, 1.5]")},
                     {"c", Json::parse(R"({"d": ""})")}})) ==
        "8004952f000000000000007d94288c0161944e8c0162945d9428884affffffff473ff8000000000000658c0163"
        "947d948c0164948c009473752e");
}

TEST_CASE("an integer is written in as few bytes as CPython writes it") {
  const Json integers = Json::parse(
      "[255, 256, 65535, 65536, -1, 2147483647, -2147483648, 2147483648, -2147483649, "
      "9223372036854775807, -9223372036854775808, 18446744073709551615]");
  CHECK(hex(pickled({{"i", integers}})) ==
        "80049555000000000000007d948c0169945d94284bff4d00014dffff4a000001004affffffff4affffff7f4a00"
        "0000808a0500000080008a05ffffff7fff8a08ffffffffffffff7f8a0800000000000000808a09ffffffffffff"
        "ffff0065732e");
  CHECK(unpickled(pickled({{"i", integers}})) == Snapshot{{"i", integers}});
}

TEST_CASE("the same data are read from every protocol") {
  for (const std::string& pickle :
       {"(dp0\nVa\np1\nNsVb\np2\n(lp3\nI01\naI-1\naF1.5\naL1099511627776L\nasVc\np4\n(dp5\nVd\np6\n"
        "V\xe9\\u005c\\u000a\\u2603\\U0001f600\np7\nss."s,
        bytes("7d71002858010000006171014e58010000006271025d7103284930310a4affffffff473ff80000000000"
              "004c313039393531313632373737364c0a6558010000006371047d71055801000000647106580b000000"
              "c3a95c0ae29883f09f9880710773752e"),
        bytes("80027d71002858010000006171014e58010000006271025d710328884affffffff473ff8000000000000"
              "8a060000000000016558010000006371047d71055801000000647106580b000000c3a95c0ae29883f09f"
              "9880710773752e"),
        bytes("80059542000000000000007d94288c0161944e8c0162945d9428884affffffff473ff80000000000008a"
              "06000000000001658c0163947d948c0164948c0bc3a95c0ae29883f09f98809473752e")})
    CHECK(unpickled(pickle) == mix);
  CHECK(unpickled(pickled(mix)) == mix);
}

TEST_CASE("names keep their order, and where one stands twice the last one counts") {
  CHECK(unpickled("(dVb\nI1\nsVa\nI2\nsVb\nI3\ns."s) == Snapshot{{"b", 3}, {"a", 2}});
  CHECK(unpickled(pickled({{"b", 3}, {"a", 2}})).begin()->key == "b");
}

TEST_CASE("a value that is referred to again is there twice") {
  CHECK(unpickled("(dVa\n(lp1\nI1\nasVb\ng1\ns."s) ==
        Snapshot{{"a", Json::parse("[1]")}, {"b", Json::parse("[1]")}});
  CHECK(unpickled(under_a("(\x8c\x01x\x94h\0l"s)) == Snapshot{{"a", Json::parse(R"(["x", "x"])")}});
}

TEST_CASE("all of Python's plain data is written as CPython writes it, and read back") {
  const auto check = [](const Plain& value, const std::string& pickle) {
    CAPTURE(value);
    CHECK(hex(pickled({{"a", value}})) == pickle);
    CHECK(unpickled(bytes(pickle)) == Snapshot{{"a", value}});
  };
  check(Plain::bytes(std::string_view("\0\xff", 2)),
        "8004950d000000000000007d948c016194430200ff94732e");
  check(Plain::tuple(), "80049509000000000000007d948c01619429732e");
  check(Plain::tuple({1}), "8004950c000000000000007d948c0161944b018594732e");
  check(Plain::tuple({1, 2, 3}), "80049510000000000000007d948c0161944b014b024b038794732e");
  check(Plain::tuple({1, 2, 3, 4}), "80049513000000000000007d948c016194284b014b024b034b047494732e");
  check(Plain::set(), "8004950a000000000000007d948c0161948f94732e");
  check(Plain::set({1}), "8004950e000000000000007d948c0161948f94284b0190732e");
  check(Plain::frozenset({1}), "8004950d000000000000007d948c016194284b019194732e");
  check(Plain::complex(1, 2),
        "80049535000000000000007d948c0161948c086275696c74696e73948c07636f6d706c6578949394"
        "473ff000000000000047400000000000000086945294732e");
  check(Plain::dict({{1, Plain()}}), "8004950e000000000000007d948c0161947d944b014e73732e");
  check(Plain::integer("18446744073709551616"),
        "80049513000000000000007d948c0161948a09000000000000000001732e");
  check(Plain::integer("-9223372036854775809"),
        "80049513000000000000007d948c0161948a09ffffffffffffff7fff732e");
  CHECK(unpickled(under_a("Finf\n"))["a"].as_double() > 1e308);
  CHECK(unpickled(under_a("\x8a\x09\xff\xff\xff\xff\xff\xff\xff\xff\xff")) == Snapshot{{"a", -1}});
}

TEST_CASE("what old protocols write as calls is read: bytes and sets") {
  CHECK(unpickled(
            bytes("80027d7100285801000000617101635f636f646563730a656e636f64650a7102580300000078c3bf"
                  "710358060000006c6174696e3171048671055271065801000000627107635f5f6275696c74696e5f"
                  "5f0a7365740a71085d71094b016185710a52710b752e")) ==
        Snapshot{{"a", Plain::bytes("x\xff")}, {"b", Plain::set({1})}});
}

TEST_CASE("what is one object stays one, and what is only equal does not become one") {
  const Plain list = Plain::list({1});
  const Snapshot one = unpickled(pickled({{"a", list}, {"b", Plain::tuple({list})}}));
  CHECK(one["a"].identity() == one["b"][0].identity());
  const Snapshot two = unpickled(pickled({{"a", Plain::list()}, {"b", Plain::list()}}));
  CHECK(two["a"].identity() != two["b"].identity());
  // more than BINGET can count
  std::vector<Plain> many(300);
  for (Plain& item : many) item = Plain::list({1});
  many.push_back(many[280]);
  const Snapshot all = {{"a", Plain::of(ops::base::PlainKind::list, many.data(), many.size())}};
  const Snapshot read = unpickled(pickled(all));
  CHECK(read == all);
  CHECK(read["a"][280].identity() == read["a"][300].identity());
}

TEST_CASE("what is no plain data is refused, by its type") {
  const auto refusal = [](const std::string& why) {
    return "cannot read the pickle: " + why +
           "; keep only Python's plain data, under names that are text";
  };
  CHECK(message_of(under_a("cbuiltins\ncomplex\n")) ==
        refusal("it holds a value of the type function"));
  CHECK(message_of("}K\x01K\x02s.") == refusal("it has a name that is a int"));
  CHECK(message_of("].") == refusal("it is a list"));
  CHECK(message_of(under_a("}]K\x02s")) ==
        refusal("it makes no sense: cannot use a list in a dict as a key: it is unhashable in "
                "Python; use a tuple or a frozenset of plain values"));
  CHECK_THROWS_AS(unpickled(under_a("X\x03\0\0\0\xed\xa0\x80"s)), PickleError);
  CHECK_THROWS_AS(unpickled(under_a("V\\ud800\n")), PickleError);
  CHECK_THROWS_AS(pickled({{"a", Plain::list({Plain::object("datetime")})}}), ops::ValueError);
  CHECK_THROWS_AS(pickled({{"a", "\xff"}}), ops::ValueError);
}

TEST_CASE("nothing is called or imported: such opcodes are refused by name and place") {
  CHECK(message_of("cos\nsystem\n(Vtrue\ntR.") ==
        "cannot read the pickle: only plain data is read from it, and this opcode could run code "
        "(GLOBAL at byte 0); pickle plain data anew, with Python 3");
  for (const char* call :
       {"cbuiltins\neval\n.", "cos\ncomplex\n.", "cbuiltins\ncomplex\n)R.",
        "cbuiltins\ncomplex\n(VoN\nVs\ntR.", "cbuiltins\nset\n(NtR.",
        "c_codecs\nencode\n(Vx\nVrot13\ntR.", "c_codecs\nencode\n(V\\u0100\nVlatin1\ntR.",
        "c__builtin__\nbytes\n(K\x05tR.", "c_codecs\ndecode\n.", "]G12345678G12345678\x86R."})
    CHECK(message_of(call).find("could run code") != std::string::npos);
  const std::pair<std::string, std::string> calls[] = {{"(ios\nsystem\n.", "INST"},
                                                       {"(o.", "OBJ"},
                                                       {"}}b.", "BUILD"},
                                                       {"NNR.", "REDUCE"},
                                                       {"NN\x81.", "NEWOBJ"},
                                                       {"NNN\x92.", "NEWOBJ_EX"},
                                                       {"VoN\nVs\n\x93.", "STACK_GLOBAL"},
                                                       {"\x82\x01.", "EXT1"},
                                                       {"\x83\x01\x02.", "EXT2"},
                                                       {"\x84\x01\x02\x03\x04.", "EXT4"},
                                                       {"Px\n.", "PERSID"},
                                                       {"NQ.", "BINPERSID"},
                                                       {"S'x'\n.", "STRING"},
                                                       {"U\x01x.", "SHORT_BINSTRING"},
                                                       {"T\x01\x01\x01\x01x.", "BINSTRING"},
                                                       {"\x97.", "NEXT_BUFFER"}};
  for (const auto& [pickle, name] : calls)
    CHECK(message_of(pickle).find('(' + name + " at byte ") != std::string::npos);
}

TEST_CASE("bytes that make no sense are refused") {
  for (const std::string& junk : {""s,
                                  "."s,
                                  "\x80"s,
                                  "\x80\x04"s,
                                  "\x80\x06}."s,
                                  "junk"s,
                                  "}"s,
                                  "}s."s,
                                  "}Va\ns."s,
                                  "(dVa\n."s,
                                  "a."s,
                                  "Na."s,
                                  "]e."s,
                                  "}(Va\nu."s,
                                  "h\x01."s,
                                  "gx\n."s,
                                  "g1"s,
                                  "I1x\n."s,
                                  "I\n."s,
                                  "I+1\n."s,
                                  "L1LL\n."s,
                                  "Fx\n."s,
                                  "F\n."s,
                                  "K"s,
                                  "M\x01"s,
                                  "G1234567"s,
                                  "X\xff\xff\xff\xff"
                                  "a."s,
                                  "\x8d\xff\xff\xff\xff\xff\xff\xff\xff."s,
                                  "\x8b\xff\xff\xff\xff."s,
                                  "V\\u12\n."s,
                                  "V\\U00110000\n."s,
                                  "V\\u 123\n."s,
                                  "\x95\xff\0\0\0\0\0\0\0}."s,
                                  "1."s,
                                  "0."s,
                                  "2."s,
                                  "\x94."s,
                                  "q\x01."s,
                                  "\x85."s,
                                  "(\x85."s,
                                  "}(s."s,
                                  "\xff."s,
                                  "t."s})
    CHECK_THROWS_AS(unpickled(junk), PickleError);
  CHECK(message_of("\x80\x04}\x8c\x05"
                   "ab") ==
        "cannot read the pickle: it is cut off (SHORT_BINUNICODE at byte 3); pickle plain data "
        "anew, with Python 3");
}

TEST_CASE("stack opcodes do what Python does") {
  CHECK(unpickled("}N0."s).empty());
  CHECK(unpickled("}(0."s).empty());
  CHECK(unpickled("}(NN1."s).empty());
  CHECK(unpickled("}Va\nI5\n20s."s) == Snapshot{{"a", 5}});
  CHECK(unpickled("(Va\nI5\nVb\nI00\nd."s) == Snapshot{{"a", 5}, {"b", false}});
  CHECK(unpickled("}Va\n(I5\nI6\nls."s) == Snapshot{{"a", Json::parse("[5,6]")}});
  CHECK(unpickled("}.what follows is not read"s).empty());
}

TEST_CASE("what would take boundless memory or stack is refused") {
  const auto nested = [](std::size_t depth) {
    return under_a(std::string(depth, ']') + std::string(depth - 1, 'a'));
  };
  CHECK_NOTHROW(unpickled(nested(1000)));
  CHECK_THROWS_AS(unpickled(nested(1001)), PickleError);
  CHECK_THROWS_AS(unpickled(nested(900'000)), PickleError);
  CHECK_THROWS_AS(unpickled(std::string(1'000'000, '(')), PickleError);
  CHECK_THROWS_AS(unpickled(std::string(3'000'000, ')')), PickleError);
  CHECK_THROWS_AS(unpickled(under_a("]\x94h\x00"
                                    "a"s)),
                  PickleError);     // a list in itself
  std::string doubling = "]\x94"s;  // a list of two of the last
  for (char i = 0; i < 40; ++i) doubling += "]\x94(h"s + i + 'h' + i + 'e';
  CHECK_THROWS_AS(unpickled(under_a(doubling)), PickleError);
  const std::string large(1'000'000, 'x');
  std::string repeated = "](V" + large + "\n\x94";
  for (int i = 0; i < 1000; ++i) repeated += "h\0"s;
  CHECK_THROWS_AS(unpickled(under_a(repeated + 'e')), PickleError);
  std::string names = "(d";
  for (int i = 0; i <= 10'000; ++i) names += "V" + std::to_string(i) + "\nNs";
  CHECK_THROWS_AS(unpickled(names + '.'), PickleError);
}

TEST_CASE("a deep value and a long one are written and read back") {
  const Plain deep = Json::parse(std::string(1000, '[') + std::string(1000, ']'));
  CHECK(unpickled(pickled({{"a", deep}})) == Snapshot{{"a", deep}});
  for (const std::size_t size : {255u, 256u, 65535u, 65536u, 200'000u}) {
    const Snapshot data = {{"a", std::string(size, 'x')}, {"b", 1}};
    CHECK(unpickled(pickled(data)) == data);
  }
  CHECK_THROWS_AS(pickled({{"\xff", 1}}), ops::ValueError);
}

TEST_CASE("a pickle that is damaged anywhere is read or refused, never more") {
  std::mt19937 random(1);
  const std::string good = pickled({{"a", Json()},
                                    {"b", Json::parse("[true, -1, 1.5, 1099511627776, [], {}]")},
                                    {"c", Json::parse(R"({"d": "é", "e": [[["x"]], 70000]})")},
                                    {"d", Plain::from_json(R"([{"!set": [1, {"!tuple": [2]}]},
                                      {"!complex": [1, 2]}, {"!bytes": "AP8="}, {"!frozenset": []},
                                      123456789012345678901])")}});
  for (std::size_t size = 0; size < good.size(); ++size)
    CHECK_THROWS_AS(unpickled(good.substr(0, size)), PickleError);
  for (int step = 0; step < 20'000; ++step) {
    std::string bad = good;
    for (auto changes = random() % 4; changes < 4; ++changes)
      bad[random() % bad.size()] = static_cast<char>(random());
    try {
      const Snapshot data = unpickled(bad);
      REQUIRE(unpickled(pickled(data)) == data);
    } catch (const PickleError&) {
    }
  }
}
