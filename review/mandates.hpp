// Who speaks for the petitioners, by what paper and for how long: agents (代理人), representatives whom joint
// petitioners have elected (代表人, 信访工作条例 20), guardians (监护人, 民法典 23). Values; any thread.
#pragma once

#include "pipeline/base/clock.hpp"
#include "review/identity_papers.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace docket::review {

enum class MandateKind : std::uint8_t { agent, representative, guardian };
std::string_view name(MandateKind kind);
std::string_view chinese(MandateKind kind);
Result<MandateKind> parse_mandate_kind(std::string_view); // invalid "mandate.kind_unknown"

struct Mandate {
    MandateKind kind{};
    std::string name = {};
    IdKind id_kind{};
    std::string id_number = {}, phone = {};
    std::string powers = {}; // matter and power, as the paper has them
    Date from{};
    std::optional<Date> until = {};    // its last day; none: until it is ended
    std::string proof = {};            // 授权委托书, 推选书, 户口簿: which paper
    std::optional<Date> ended_on = {}; // from that day on it holds no more

    bool in_force(Date day) const {
        return from <= day && (!until || day <= *until) && (!ended_on || day < *ended_on);
    }
};

inline constexpr int most_agents = 2;
inline constexpr int most_representatives = 5; // 信访工作条例 20

// How many of its kind would be in force on one and the same day of `another`, with it.
int most_at_once(const std::vector<Mandate>& mandates, const Mandate& another);

// Whether somebody of that name acts in a mandate and in none that holds on that day. Who signs for a
// document is written with or without 代理人 behind the name.
bool is_over(const std::vector<Mandate>& mandates, std::string_view who, Date day);

} // namespace docket::review
