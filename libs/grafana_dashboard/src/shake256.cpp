#include "shake256.h"

#include <array>
#include <bit>
#include <cstdint>
#include <utility>

namespace grafana_dashboard {

namespace {

constexpr std::size_t kRate = 136;  // bytes for each turn of the sponge

/// Five by five lanes, as FIPS 202 numbers them: x + 5 y.
using State = std::array<std::uint64_t, 25>;

std::uint64_t parity(const State& a, std::size_t x) {
  return a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20];
}

void theta(State& a) {
  std::array<std::uint64_t, 5> columns{};
  for (std::size_t x = 0; x < 5; ++x) columns[x] = parity(a, x);
  for (std::size_t i = 0; i < 25; ++i)
    a[i] ^= columns[(i + 4) % 5] ^ std::rotl(columns[(i + 1) % 5], 1);
}

void rho_and_pi(State& a) {
  std::size_t x = 1, y = 0;
  std::uint64_t moved = a[1];
  for (int t = 0; t < 24; ++t) {
    const std::size_t next_y = (2 * x + 3 * y) % 5;
    x = y;
    y = next_y;
    moved = std::exchange(a[x + 5 * y], std::rotl(moved, (t + 1) * (t + 2) / 2 % 64));
  }
}

void chi(State& a) {
  for (std::size_t y = 0; y < 25; y += 5) {
    const std::array<std::uint64_t, 5> row{a[y], a[y + 1], a[y + 2], a[y + 3], a[y + 4]};
    for (std::size_t x = 0; x < 5; ++x) a[y + x] ^= ~row[(x + 1) % 5] & row[(x + 2) % 5];
  }
}

/// The constant of the round: bits of a shift register that goes on from round to round.
std::uint64_t next_iota(std::uint8_t& lfsr) {
  std::uint64_t constant = 0;
  for (int j = 0; j < 7; ++j) {
    if (lfsr & 1) constant |= std::uint64_t{1} << ((1 << j) - 1);
    lfsr = static_cast<std::uint8_t>((lfsr << 1) ^ (lfsr & 0x80 ? 0x71 : 0));
  }
  return constant;
}

void permute(State& a) {
  std::uint8_t lfsr = 1;
  for (int round = 0; round < 24; ++round) {
    theta(a);
    rho_and_pi(a);
    chi(a);
    a[0] ^= next_iota(lfsr);
  }
}

void absorb(State& a, std::size_t at, std::uint8_t byte) {
  a[at / 8] ^= std::uint64_t{byte} << (8 * (at % 8));
}

}  // namespace

std::string shake256(std::string_view text, std::size_t size) {
  State a{};
  std::size_t at = 0;
  for (const char c : text) {
    absorb(a, at++, static_cast<std::uint8_t>(c));
    if (at == kRate) permute(a), at = 0;
  }
  absorb(a, at, 0x1F);
  absorb(a, kRate - 1, 0x80);
  std::string digits;
  for (std::size_t i = 0; i < size; ++i) {
    if (i % kRate == 0) permute(a);
    const std::uint64_t byte = a[i % kRate / 8] >> (8 * (i % 8));
    digits += "0123456789abcdef"[byte >> 4 & 0xF];
    digits += "0123456789abcdef"[byte & 0xF];
  }
  return digits;
}

}  // namespace grafana_dashboard
