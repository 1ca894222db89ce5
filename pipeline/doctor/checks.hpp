// `docket doctor` as a table: what an installation that is to run for years is asked, and how each answer is
// judged. The judgement is pure; the answers come through Instruments.
#pragma once

#include "pipeline/doctor/instruments.hpp"

#include <span>
#include <string_view>

namespace docket::doctor {

enum class Level : std::uint8_t {
    ok,
    warning, // it works, and somebody should see to it
    fault,   // something does not work, or will lose what is needed later
};
std::string_view name(Level level);

struct Finding {
    Level level = Level::ok;
    std::string says;   // what is the case, one sentence
    std::string advice; // what to do about it; empty where all is well
};

struct Check {
    std::string_view name, title;
    Finding (*examine)(Instruments&);
};
std::span<const Check> checks();

struct Examined {
    std::string_view name, title;
    Finding finding;
};
// Every check, in the order of the table; one that fails stops no other.
std::vector<Examined> examine(Instruments& instruments);
Level gravest(std::span<const Examined> examined);

} // namespace docket::doctor
